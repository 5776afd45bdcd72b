### Machine translation, not reviewed by a native speaker.
### The family page: what a trusted contact without the app reads in a browser. The reader may be frightened, tired, and
### not used to reading. Short sentences, everyday words. "$name" is the worker: the person who is far from home.
### "The relay" is the server that passes messages on. It cannot read them.

## The page as a whole.

page-title = 家庭页面
skip-to-content = 直接看内容
language = 语言
back = 返回
cancel = 取消
save = 保存
saved = 已保存
nobody = 您的亲友

## Before the link is opened. Nothing is sent until the button is pressed.

start-title = 您的家庭页面
start-text = 有一位信任您的人给了您这个页面。您可以在这里看到对方的消息；如果出了事，这里会告诉您。
start-open = 打开我的页面
start-note = 在您按下按钮之前，不会加载任何东西。
start-keep = 请留好这个链接，回到这里要靠它。不要给任何人。
link-in-history = 您的浏览器可能会把这个链接留在历史记录里。如果别人也用这台设备，请在那里删掉它。

nolink-title = 用您的链接打开页面
nolink-text = 请粘贴您拿到的链接。开头是“http”，里面有“#WF1”。
nolink-label = 您的链接
nolink-open = 打开

link-not-ours = 这不是家庭页面的链接。请重新复制整个链接。
link-damaged = 这个链接坏了，有一部分缺少或被改过。请重新复制整个链接。
link-too-new = 这个链接是较新的版本做的。请重新加载这个页面。如果没有用，请使用链接中那个网址的页面。
link-wrong-kind = 这是给应用使用的代码，不是家庭页面的。请向对方要家庭页面的链接。
link-invalid = 这个链接有问题。请要一个新的。
link-other-place = 这个链接属于另一个网址。请在那里打开：{ $url }
link-too-many = 这个页面最多能放 200 个人。请先移除一个，再加入新的。

storage-none = 这个浏览器不会留下任何资料。关掉这个页面后，您要再用链接才能回来。
storage-full = 这台设备没有空间了。已有的资料都还在。请清出一些空间。
storage-too-new = 这个浏览器用过这个页面较新的版本。请关掉它的所有窗口，再重新加载。
not-secure = 这个网址没有保护，所以浏览器打不开消息。请使用“https”开头的网址，或使用存成文件的页面。
something-wrong = 这个页面出了问题。已有的资料都还在。请重新加载。

## Whether this page is in touch with the relay.

sync-now = 正在查看有没有新消息…
sync-ok = { $ago }查看过新消息
sync-never = 还没有连上
sync-button = 现在查看新消息
sync-unreachable = 连不上服务器。这里显示的是之前的内容，会继续尝试。
sync-refused = 服务器现在拒绝回应。这里显示的是之前的内容，会继续尝试。
sync-garbage = 服务器的回应看不懂。这里显示的是之前的内容，会继续尝试。
sync-busy = 服务器很忙。这个页面会继续尝试。
sync-taken = 服务器不接受这个链接。请要一个新的。
sync-away = 服务器从 { $from } 到 { $to } 中断过。那段时间的通知可能会晚到。
clock-ahead = 这台设备的时钟比服务器快 { $by }。这个页面上的时间可能不准。
clock-behind = 这台设备的时钟比服务器慢 { $by }。这个页面上的时间可能不准。

## How things stand. The title is the biggest text on the page.

situation-heading = 目前的情况
sos-title = { $name } 在求救
sos-when = 发出时间：{ $time }（{ $ago }）。
sos-from-locked = 这是在手机没有解锁的情况下发出的。
sos-open = 求救会一直有效，直到 { $name } 解除警报。
duress-title = { $name } 可能受人逼迫
duress-text = 有消息是从 { $name } 被逼迫时才会打开的地方发出的。不要相信一切平安。回复时不要提到这件事。
missed-title = { $name } 没有签到
missed-text = 原本应在 { $due } 之前签到。从 { $missed } 起算是没有签到。
late-title = { $name } 的签到晚了
late-text = 原本应在 { $due } 之前签到（{ $ago }）。如果一直没有，从 { $missed } 起就算没有签到。
ok-title = { $name } 签到了
ok-text = 下次应在 { $due } 之前签到。
paused-title = { $name } 的签到暂停了
paused-text = 暂停到 { $until } 为止。下次应在 { $due } 之前签到。
noplan-title = { $name } 没有定期签到的计划
noplan-text = 您会在这里看到消息。如果没有消息，不会通知任何人。
waiting-title = 还没有收到任何消息
waiting-text = 第一条消息会显示在这里。您可以关掉这个页面，之后再回来。
ended-title = { $name } 已经结束这个安排
ended-text = 不会再有新消息。以前的消息会留在这里。
last-heard = 最后一次有消息：{ $time }（{ $ago }）
last-heard-never = 还没有任何消息
last-check-in = 最后一次签到：{ $time }（{ $ago }）
not-proof = 没有消息不代表出事。手机可能没电、丢了，或没有网络。
told-you = 服务器已在 { $time } 通知第 { $step } 步（共 { $steps } 步）。
practice-now = 这是演练。没有发生任何事。

short-sos = 求救
short-duress = 受人逼迫
short-missed = 没有签到
short-late = 晚了
short-ok = 已签到
short-paused = 暂停
short-noplan = 没有计划
short-waiting = 还没有消息
short-ended = 已结束

## What to do now.

todo-heading = 现在该做什么
todo-sos-1 = 请按“我看到了”，这样 { $name } 就能知道求救已经送到。
todo-sos-2 = 看看下面的地点。把案件资料单打印出来或存起来。
todo-sos-3 = 打电话给 { $name } 所在地的警察，或能帮忙的组织。把案件资料单交给他们。
todo-sos-4 = 不要用别的方式打电话或发消息给 { $name }，除非您确定安全。手机可能在别人手上。
todo-sos-5 = 让这个页面开着，接下来的消息会显示在这里。
todo-duress-1 = 回复时不要让人看出您知道了。
todo-duress-2 = 打电话给能帮忙的组织或警察。把案件资料单交给他们。
todo-missed-1 = 请保持冷静。没有消息，多半只是平常的原因，不是危险。
todo-missed-2 = 问问其他认识 { $name } 的人有没有听到消息。
todo-missed-3 = 用对 { $name } 安全的方式试着联系。手机可能在别人手上。
todo-missed-4 = 请按“我来处理”，让其他人知道有人在处理。
todo-missed-5 = 如果打听不到更多消息，请打电话给警察或能帮忙的组织。把案件资料单交给他们。
todo-missed-next = 如果一直没有消息，服务器会在 { $time } 通知下一步。
todo-late-1 = 您现在还不用做任何事。
todo-late-2 = 请在 { $missed } 之后再来看。如果您在下面设置通知，会有人告诉您。
todo-ok-1 = 您不用做任何事。
todo-alerts = 请设置通知，这样出事时您会知道。
todo-waiting-1 = 把您的备份单打印出来，放在安全的地方。

## Places.

places-heading = 地点
places-none = 还没有收到地点。
places-sealed = 每次签到都带有地点，但是封起来的。如果 { $name } 一直没有消息，后面的步骤会打开。
places-latest = 最新的地点
place-time = { $time }（{ $ago }）
place-accuracy = 误差 { $metres } 米以内
place-when = 时间
place-where = 地点
copy = 复制
copied = 已复制
open-in-app = 用地图应用打开
open-in-web = 在 OpenStreetMap 打开
map-warning = 地图应用或 OpenStreetMap 会知道您在看哪个地点。
track-label = 一张图，上面有 { $count } 个地点，从最旧到最新。这些地点都在下面的清单里。
track-oldest = 最旧
track-newest = 最新
track-north = 上方是北方
length-metres = { $count } 米
length-kilometres = { $count } 公里
places-phone-clock = 地点的时间是手机的时钟，可能不准。

## What came and what was told.

history-heading = 收到的消息，最新的在前
history-empty = 还没有。
history-more = 显示更早的
new-mark = 新
came-check-in-ok = 签到：“我在，一切平安。”
came-check-in-uneasy = 签到：“有点不对劲。”
came-check-in-moved = 签到：“我换了地方。”
came-sos = 求救
came-sos-cleared = 求救，后来已解除警报
came-all-clear = 解除警报：求救结束了
came-opened = 手机上打开了应用
came-opened-duress = 应用是用被逼迫时的方式打开的
came-hello = 您成为了联系人
came-farewell = 这个安排结束了
came-last-place = 手机最后知道的地点
came-plan-armed = 设置了签到计划
came-plan-paused = 签到暂停到 { $until }
came-plan-ended = 结束了签到计划
came-plan-drill = 开始了演练
came-words = 第 { $step } 步，用 { $name } 同意的话
came-words-practice = 演练，第 { $step } 步
told-step = 服务器通知了第 { $step } 步（共 { $steps } 步）：没有收到签到
told-step-practice = 演练：服务器通知了第 { $step } 步（共 { $steps } 步）
told-check-in = 通知您之后，收到了签到。这还不代表一切平安。
told-held = { $who } 把第 { $step } 步推迟到 { $until }
told-held-unverified = 服务器说第 { $step } 步推迟到 { $until }。没有签名可以证明。
told-paused = 服务器说：暂停到 { $until }
told-ended = 服务器说：计划已结束
told-away = 服务器从 { $from } 到 { $to } 中断过
told-places = 之前签到的地点已经对您打开
told-file = 服务器打开了它保管的那部分资料
you-seen = 您回复了：我看到了
you-on-it = 您回复了：我来处理
you-text = 您写了
came-unknown = 这个版本无法显示的消息
from-phone = 来自 { $name } 的手机
from-relay = 来自服务器
from-you = 来自您
sent-locked = 在手机没有解锁时发出
sent-duress = 从被逼迫时才会打开的地方发出
battery = 电量 { $percent } %
phone-time = 手机时钟的时间：{ $time }
reply-saved = 已存在这里。连上服务器时就会发送。
reply-at-relay = 已到服务器。手机下次有网络时会收到；这个页面无法知道是什么时候。
mailbox-full = 手机的收件箱满了。您的回复留在这里，会再试着发送。
mailbox-unknown = 服务器目前不认得手机的收件箱。您的回复留在这里，会再试着发送。

## Replies.

reply-heading = 回复
reply-seen = 我看到了
reply-on-it = 我来处理
reply-label = 您想对 { $name } 说的话
reply-send = 发送
reply-careful = 不要写任何被别人看到会害到 { $name } 的话。
reply-too-long = 太长了。请写短一点。
reply-done = 您的回复已保存，会尽快发送。

## What happens if no check-in comes.

plan-heading = 如果没有签到会怎样
plan-timing = 每 { $interval } 应该签到一次。过了时间，再等 { $grace }。
plan-step-you = 第 { $step } 步，{ $time }：通知您。
plan-step-others = 第 { $step } 步，{ $time }：通知其他人。
plan-step-done = 第 { $step } 步：已通知。
plan-practice = 您也可能收到演练。演练会清楚标明。
hold-heading = 推迟下一步
hold-explain = 如果您知道 { $name } 安全，可以推迟第 { $step } 步。每个收到通知的人都会看到是您推迟的。一次最多推迟 24 小时，全部加起来最多 72 小时。
hold-hours = 推迟多久
hold-button = 推迟第 { $step } 步
hold-sure = 只有在您用别的方式听到 { $name } 的消息时才这样做。要推迟吗？
hold-saved = 您的要求已保存。服务器接受后才算数。
hold-accepted = 服务器已接受。
hold-refused = 服务器没有接受。这一步会照计划进行。
held-now = { $who } 把第 { $step } 步推迟到 { $until }。
held-now-unverified = 服务器说第 { $step } 步推迟到 { $until }。没有签名可以证明。
somebody = 其中一位联系人
yourself = 您

## The file: what the worker wrote down before leaving.

file-heading = 资料
file-explain = 这是 { $name } 出发前写下的，以备万一出事。
file-waiting = 资料还没有打开。后面的步骤会打开。
file-shares = 要有 { $need } 位联系人交出自己的那一份，资料才会打开。已经交出的有：{ $have }。
file-give = 交出我的那一份
file-give-sure = 交出的份数够了，其他人也能打开资料。交出后不能收回。
file-given-saved = 您的那一份已保存。连上服务器时就会发送。
file-given = 您的那一份已交出。这个页面正在找其他人的。
file-download = 下载资料
file-download-more = 继续下载资料
file-progress = 已下载 { $have } 份，共 { $count } 份
file-open = 打开资料
file-damaged = 资料有一部分坏了。请重新下载。
file-not-released = 服务器还不能给出资料。请稍后再试。
file-wrong-shares = 这些份合不起来。请等另一份。
file-made = 写于 { $time }，以手机的时钟为准
field-1 = 我是谁
field-2 = 证件
field-3 = 雇主
field-4 = 中介，以及怎么认识的
field-5 = 说好的工作和薪水
field-6 = 地址
field-7 = 路线和车票、机票
field-8 = 要打电话找的人
field-9 = 备注
field-other = 其他
attachments-heading = 照片和文件
attachment-save = 保存 { $file }
attachment-picture = 照片：{ $file }

## The case sheet, for the police or an organisation that helps.

sheet-heading = 案件资料单
sheet-explain = 这个页面知道的一切，可以打印成纸质或存成文件。请交给警察或能帮忙的组织。
sheet-show = 显示案件资料单
sheet-print = 打印
sheet-json = 存成文件（JSON）
sheet-made = 制作时间：{ $time }。时间以 { $zone } 时区为准。
sheet-who = 谁
sheet-name = 名字
sheet-own-name = 自己用的名字
sheet-identity = 这位联系人的识别码
sheet-stands = 目前的情况
sheet-messages = 消息
sheet-told = 服务器通知了什么、什么时候
sheet-source = 来源
sheet-what = 内容
sheet-sources = 每件事的来源
sheet-source-phone = 手机：由 { $name } 的手机说出，封好后沿路没有人能看或改。手机的时钟和输入的内容可能有错。
sheet-source-relay = 服务器：由服务器说出，它看不到消息内容。到达时间是它自己的时间。
sheet-source-page = 页面：由这个页面计算或写下。
source-phone = 手机
source-relay = 服务器
source-page = 页面
sheet-notes = 私人备注
sheet-notes-include = 把我的私人备注放进资料单
sheet-file-missing = 资料没有放进这张单，因为在这个页面上还没有打开。

## The recovery sheet.

recovery-heading = 备份单
recovery-explain = 如果这台设备丢了或被清空，您要靠链接才能回来。请把这张单打印出来，放在没有人找得到的地方。谁拿到它，谁就能看到给您的消息。
recovery-show = 显示备份单
recovery-recommended = 请先打印您的备份单。
recovery-later = 以后再说
recovery-print = 打印
recovery-text = 用手机扫这张图，或输入链接：
recovery-qr = 可以扫描的链接图

## Alerts when the page is closed.

alerts-heading = 通知
alerts-explain = 就算这个页面关着，有新消息时也可以通知您。通知只会说：请打开您的家庭页面。
alerts-push = 这个浏览器的通知
alerts-push-on = 打开通知
alerts-push-off = 关掉通知
alerts-push-is-on = 这个浏览器的通知已打开。
alerts-push-denied = 这个浏览器不允许这个页面发通知。您可以在浏览器的设置里更改。
alerts-push-unsupported = 这个浏览器没有通知功能。请在下面选别的方式。
alerts-push-not-offered = 这个服务器不提供浏览器通知。请在下面选别的方式。
alerts-push-failed = 没有成功。请稍后再试。
alerts-add = 加入别的方式
alerts-kind = 方式
alerts-email = 电子邮件
alerts-ntfy = ntfy（接收通知的应用）
alerts-webhook = Webhook（给组织用）
alerts-email-address = 电子邮件地址
alerts-ntfy-address = ntfy 主题的网址
alerts-webhook-address = Webhook 的网址
alerts-urgent-only = 只在紧急时通知
alerts-button = 加入
alerts-list = 您的通知
alerts-none = 还没有通知方式。
alerts-unknown-address = 在另一个浏览器设置的
alert-unconfirmed = 还没有确认。请打开送到那里的消息并按同意。
alert-confirmed = 有效
alert-dead = 送不到。请检查地址。
alert-opted-out = 收件的人已关掉
alert-other = 不清楚
alert-remove = 移除
alerts-invalid = 服务器不接受这个地址。
alerts-limit = 通知方式太多了。请先移除一个。
alerts-not-offered = 这个服务器不提供这个方式。
alerts-other-problem = 没有成功。请稍后再试。
notification-text = 请打开您的家庭页面。

## This page itself.

page-heading = 这个页面
page-label = 您怎么称呼这个人
page-note = 私人备注
page-note-explain = 只留在这个浏览器里，别人看不到。
page-add = 加入另一个链接
page-install = 把这个页面放到主屏幕
page-file = 把这个页面存成一个文件
page-file-explain = 您可以把这个页面存成文件，不用网址也能打开。它会要您的链接。请把它的指纹和公布的指纹比对。
page-file-save = 保存页面
page-fingerprint = 指纹（SHA-256）
page-forget = 从这个浏览器移除这个人
page-forget-sure = 这个浏览器里关于 { $name } 的一切都会删掉。用链接可以再回来。要移除吗？
page-limits-heading = 请注意
page-limit-1 = 谁有您的链接，谁就能看到给您的消息。
page-limit-2 = 服务器转送封好的消息，看不到内容。它看得到您什么时候来看。
page-limit-3 = 服务器如果被人控制，可能会给您假的页面。存成文件的页面可以保护您。
page-limit-4 = 没有人能用这个页面打听地点。只有在 { $name } 同意的情况下，地点才会送来。

## A page for many people.

list-heading = { $count } 个人
list-search = 用名字或备注搜索
list-none-found = 没有找到人。
list-csv = 保存清单（CSV）
list-unopened = { $count } 条新消息
list-due = 应在 { $due } 之前
list-since = 从 { $time } 起
column-name = 名字
column-situation = 情况
column-last-heard = 最后一次有消息
column-last-check-in = 最后一次签到
column-due = 应签到时间
column-missed = 没有签到起算
column-step = 已通知的步骤
column-notes = 备注

## Lengths of time.

minutes = { $count } 分钟
hours = { $count } 小时
days = { $count } 天
just-now = 刚刚

## News for those who listen to the page.

news-message = { $name } 发来新消息
news-sos = { $name } 在求救
news-told = 服务器有关于 { $name } 的新通知
