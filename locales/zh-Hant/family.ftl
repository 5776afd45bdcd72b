### Machine translation, not reviewed by a native speaker.
### The family page: what a trusted contact without the app reads in a browser. The reader may be frightened, tired, and
### not used to reading. Short sentences, everyday words. "$name" is the worker: the person who is far from home.
### "The relay" is the server that passes messages on. It cannot read them.

## The page as a whole.

page-title = 家庭頁面
skip-to-content = 直接看內容
language = 語言
back = 返回
cancel = 取消
save = 儲存
saved = 已儲存
nobody = 您的親友

## Before the link is opened. Nothing is sent until the button is pressed.

start-title = 您的家庭頁面
start-text = 有一位信任您的人給了您這個頁面。您可以在這裡看到對方的消息；如果出了狀況，這裡會告訴您。
start-open = 打開我的頁面
start-note = 在您按下按鈕之前，不會載入任何東西。
start-keep = 請留好這個連結，回到這裡要靠它。不要給任何人。
link-in-history = 您的瀏覽器可能會把這個連結留在歷史紀錄裡。如果別人也用這台裝置，請在那裡刪掉它。

nolink-title = 用您的連結打開頁面
nolink-text = 請貼上您拿到的連結。開頭是「http」，裡面有「#WF1」。
nolink-label = 您的連結
nolink-open = 打開

link-not-ours = 這不是家庭頁面的連結。請重新複製整個連結。
link-damaged = 這個連結壞了，有一部分缺少或被改過。請重新複製整個連結。
link-too-new = 這個連結是較新的版本做的。請重新載入這個頁面。如果沒有用，請使用連結中那個網址的頁面。
link-wrong-kind = 這是給應用程式用的代碼，不是家庭頁面的。請向對方要家庭頁面的連結。
link-invalid = 這個連結有問題。請要一個新的。
link-other-place = 這個連結屬於另一個網址。請在那裡打開：{ $url }
link-too-many = 這個頁面最多能放 200 個人。請先移除一個，再加入新的。

storage-none = 這個瀏覽器不會留下任何資料。關掉這個頁面後，您要再用連結才能回來。
storage-full = 這台裝置沒有空間了。已有的資料都還在。請清出一些空間。
storage-too-new = 這個瀏覽器用過這個頁面較新的版本。請關掉它的所有視窗，再重新載入。
not-secure = 這個網址沒有保護，所以瀏覽器打不開訊息。請使用「https」開頭的網址，或使用存成檔案的頁面。
something-wrong = 這個頁面出了問題。已有的資料都還在。請重新載入。

## Whether this page is in touch with the relay.

sync-now = 正在查看有沒有新消息…
sync-ok = { $ago }查看過新消息
sync-never = 還沒有連上
sync-button = 現在查看新消息
sync-unreachable = 連不上伺服器。這裡顯示的是之前的內容，會繼續嘗試。
sync-refused = 伺服器現在拒絕回應。這裡顯示的是之前的內容，會繼續嘗試。
sync-garbage = 伺服器的回應看不懂。這裡顯示的是之前的內容，會繼續嘗試。
sync-busy = 伺服器很忙。這個頁面會繼續嘗試。
sync-taken = 伺服器不接受這個連結。請要一個新的。
sync-away = 伺服器從 { $from } 到 { $to } 中斷過。那段時間的通知可能會晚到。
clock-ahead = 這台裝置的時鐘比伺服器快 { $by }。這個頁面上的時間可能不準。
clock-behind = 這台裝置的時鐘比伺服器慢 { $by }。這個頁面上的時間可能不準。

## How things stand. The title is the biggest text on the page.

situation-heading = 目前的情況
sos-title = { $name } 在求救
sos-when = 發出時間：{ $time }（{ $ago }）。
sos-from-locked = 這是在手機沒有解鎖的情況下發出的。
sos-open = 求救會一直有效，直到 { $name } 解除警報。
duress-title = { $name } 可能受人逼迫
duress-text = 有訊息是從 { $name } 被逼迫時才會打開的地方發出的。不要相信一切平安。回覆時不要提到這件事。
missed-title = { $name } 沒有回報
missed-text = 原本應在 { $due } 之前回報。從 { $missed } 起算是沒有回報。
late-title = { $name } 的回報晚了
late-text = 原本應在 { $due } 之前回報（{ $ago }）。如果一直沒有，從 { $missed } 起就算沒有回報。
ok-title = { $name } 回報了
ok-text = 下次應在 { $due } 之前回報。
paused-title = { $name } 的回報暫停了
paused-text = 暫停到 { $until } 為止。下次應在 { $due } 之前回報。
noplan-title = { $name } 沒有定期回報的計畫
noplan-text = 您會在這裡看到訊息。如果沒有訊息，不會通知任何人。
waiting-title = 還沒有收到任何消息
waiting-text = 第一則訊息會顯示在這裡。您可以關掉這個頁面，之後再回來。
ended-title = { $name } 已經結束這個安排
ended-text = 不會再有新訊息。以前的訊息會留在這裡。
last-heard = 最後一次有消息：{ $time }（{ $ago }）
last-heard-never = 還沒有任何消息
last-check-in = 最後一次回報：{ $time }（{ $ago }）
not-proof = 沒有消息不代表出事。手機可能沒電、不見了，或沒有網路。
told-you = 伺服器已在 { $time } 通知第 { $step } 步（共 { $steps } 步）。
practice-now = 這是演練。沒有發生任何事。

short-sos = 求救
short-duress = 受人逼迫
short-missed = 沒有回報
short-late = 晚了
short-ok = 已回報
short-paused = 暫停
short-noplan = 沒有計畫
short-waiting = 還沒有消息
short-ended = 已結束

## What to do now.

todo-heading = 現在該做什麼
todo-sos-1 = 請按「我看到了」，這樣 { $name } 就能知道求救已經送到。
todo-sos-2 = 看看下面的地點。把案件資料單印出來或存起來。
todo-sos-3 = 打電話給 { $name } 所在地的警察，或能幫忙的團體。把案件資料單交給他們。
todo-sos-4 = 不要用別的方式打電話或傳訊息給 { $name }，除非您確定安全。手機可能在別人手上。
todo-sos-5 = 讓這個頁面開著，接下來的消息會顯示在這裡。
todo-duress-1 = 回覆時不要讓人看出您知道了。
todo-duress-2 = 打電話給能幫忙的團體或警察。把案件資料單交給他們。
todo-missed-1 = 請保持冷靜。沒有消息，多半只是平常的原因，不是危險。
todo-missed-2 = 問問其他認識 { $name } 的人有沒有聽到消息。
todo-missed-3 = 用對 { $name } 安全的方式試著聯絡。手機可能在別人手上。
todo-missed-4 = 請按「我來處理」，讓其他人知道有人在處理。
todo-missed-5 = 如果打聽不到更多消息，請打電話給警察或能幫忙的團體。把案件資料單交給他們。
todo-missed-next = 如果一直沒有消息，伺服器會在 { $time } 通知下一步。
todo-late-1 = 您現在還不用做任何事。
todo-late-2 = 請在 { $missed } 之後再來看。如果您在下面設定通知，會有人告訴您。
todo-ok-1 = 您不用做任何事。
todo-alerts = 請設定通知，這樣出狀況時您會知道。
todo-waiting-1 = 把您的備份單印出來，放在安全的地方。

## Places.

places-heading = 地點
places-none = 還沒有收到地點。
places-sealed = 每次回報都帶有地點，但是封起來的。如果 { $name } 一直沒有消息，後面的步驟會打開。
places-latest = 最新的地點
place-time = { $time }（{ $ago }）
place-accuracy = 誤差 { $metres } 公尺以內
place-when = 時間
place-where = 地點
copy = 複製
copied = 已複製
open-in-app = 用地圖應用程式打開
open-in-web = 在 OpenStreetMap 打開
map-warning = 地圖應用程式或 OpenStreetMap 會知道您在看哪個地點。
track-label = 一張圖，上面有 { $count } 個地點，從最舊到最新。這些地點都在下面的清單裡。
track-oldest = 最舊
track-newest = 最新
track-north = 上方是北方
length-metres = { $count } 公尺
length-kilometres = { $count } 公里
places-phone-clock = 地點的時間是手機的時鐘，可能不準。

## What came and what was told.

history-heading = 收到的訊息，最新的在前
history-empty = 還沒有。
history-more = 顯示更早的
new-mark = 新
came-check-in-ok = 回報：「我在，一切平安。」
came-check-in-uneasy = 回報：「有點不對勁。」
came-check-in-moved = 回報：「我換了地方。」
came-sos = 求救
came-sos-cleared = 求救，後來已解除警報
came-all-clear = 解除警報：求救結束了
came-opened = 手機上打開了應用程式
came-opened-duress = 應用程式是用被逼迫時的方式打開的
came-hello = 您成為了聯絡人
came-farewell = 這個安排結束了
came-last-place = 手機最後知道的地點
came-plan-armed = 設定了回報計畫
came-plan-paused = 回報暫停到 { $until }
came-plan-ended = 結束了回報計畫
came-plan-drill = 開始了演練
came-words = 第 { $step } 步，用 { $name } 同意的話
came-words-practice = 演練，第 { $step } 步
told-step = 伺服器通知了第 { $step } 步（共 { $steps } 步）：沒有收到回報
told-step-practice = 演練：伺服器通知了第 { $step } 步（共 { $steps } 步）
told-check-in = 通知您之後，收到了回報。這還不代表一切平安。
told-held = { $who } 把第 { $step } 步延後到 { $until }
told-held-unverified = 伺服器說第 { $step } 步延後到 { $until }。沒有簽章可以證明。
told-paused = 伺服器說：暫停到 { $until }
told-ended = 伺服器說：計畫已結束
told-away = 伺服器從 { $from } 到 { $to } 中斷過
told-places = 之前回報的地點已經對您打開
told-file = 伺服器打開了它保管的那部分資料
you-seen = 您回覆了：我看到了
you-on-it = 您回覆了：我來處理
you-text = 您寫了
came-unknown = 這個版本無法顯示的訊息
from-phone = 來自 { $name } 的手機
from-relay = 來自伺服器
from-you = 來自您
sent-locked = 在手機沒有解鎖時發出
sent-duress = 從被逼迫時才會打開的地方發出
battery = 電量 { $percent } %
phone-time = 手機時鐘的時間：{ $time }
reply-saved = 已存在這裡。連上伺服器時就會送出。
reply-at-relay = 已到伺服器。手機下次有網路時會收到；這個頁面無法知道是什麼時候。
mailbox-full = 手機的信箱滿了。您的回覆留在這裡，會再試著送出。
mailbox-unknown = 伺服器目前不認得手機的信箱。您的回覆留在這裡，會再試著送出。

## Replies.

reply-heading = 回覆
reply-seen = 我看到了
reply-on-it = 我來處理
reply-label = 您想對 { $name } 說的話
reply-send = 送出
reply-careful = 不要寫任何被別人看到會害到 { $name } 的話。
reply-too-long = 太長了。請寫短一點。
reply-done = 您的回覆已儲存，會儘快送出。

## What happens if no check-in comes.

plan-heading = 如果沒有回報會怎樣
plan-timing = 每 { $interval } 應該回報一次。過了時間，再等 { $grace }。
plan-step-you = 第 { $step } 步，{ $time }：通知您。
plan-step-others = 第 { $step } 步，{ $time }：通知其他人。
plan-step-done = 第 { $step } 步：已通知。
plan-practice = 您也可能收到演練。演練會清楚標明。
hold-heading = 延後下一步
hold-explain = 如果您知道 { $name } 安全，可以延後第 { $step } 步。每個收到通知的人都會看到是您延後的。一次最多延後 24 小時，全部加起來最多 72 小時。
hold-hours = 延後多久
hold-button = 延後第 { $step } 步
hold-sure = 只有在您用別的方式聽到 { $name } 的消息時才這樣做。要延後嗎？
hold-saved = 您的要求已儲存。伺服器接受後才算數。
hold-accepted = 伺服器已接受。
hold-refused = 伺服器沒有接受。這一步會照計畫進行。
held-now = { $who } 把第 { $step } 步延後到 { $until }。
held-now-unverified = 伺服器說第 { $step } 步延後到 { $until }。沒有簽章可以證明。
somebody = 其中一位聯絡人
yourself = 您

## The file: what the worker wrote down before leaving.

file-heading = 資料
file-explain = 這是 { $name } 出發前寫下的，以備萬一出事。
file-waiting = 資料還沒有打開。後面的步驟會打開。
file-shares = 要有 { $need } 位聯絡人交出自己的那一份，資料才會打開。已經交出的有：{ $have }。
file-give = 交出我的那一份
file-give-sure = 交出的份數夠了，其他人也能打開資料。交出後不能收回。
file-given-saved = 您的那一份已儲存。連上伺服器時就會送出。
file-given = 您的那一份已交出。這個頁面正在找其他人的。
file-download = 下載資料
file-download-more = 繼續下載資料
file-progress = 已下載 { $have } 份，共 { $count } 份
file-open = 打開資料
file-damaged = 資料有一部分壞了。請重新下載。
file-not-released = 伺服器還不能給出資料。請稍後再試。
file-wrong-shares = 這些份合不起來。請等另一份。
file-made = 寫於 { $time }，以手機的時鐘為準
field-1 = 我是誰
field-2 = 證件
field-3 = 雇主
field-4 = 仲介，以及怎麼認識的
field-5 = 說好的工作和薪水
field-6 = 地址
field-7 = 路線和車票、機票
field-8 = 要打電話找的人
field-9 = 備註
field-other = 其他
attachments-heading = 照片和文件
attachment-save = 儲存 { $file }
attachment-picture = 照片：{ $file }

## The case sheet, for the police or an organisation that helps.

sheet-heading = 案件資料單
sheet-explain = 這個頁面知道的一切，可以印成紙本或存成檔案。請交給警察或能幫忙的團體。
sheet-show = 顯示案件資料單
sheet-print = 列印
sheet-json = 存成檔案（JSON）
sheet-made = 製作時間：{ $time }。時間以 { $zone } 時區為準。
sheet-who = 誰
sheet-name = 名字
sheet-own-name = 自己用的名字
sheet-identity = 這位聯絡人的識別碼
sheet-stands = 目前的情況
sheet-messages = 訊息
sheet-told = 伺服器通知了什麼、什麼時候
sheet-source = 來源
sheet-what = 內容
sheet-sources = 每件事的來源
sheet-source-phone = 手機：由 { $name } 的手機說出，封好後沿路沒有人能看或改。手機的時鐘和輸入的內容可能有錯。
sheet-source-relay = 伺服器：由伺服器說出，它看不到訊息內容。到達時間是它自己的時間。
sheet-source-page = 頁面：由這個頁面計算或寫下。
source-phone = 手機
source-relay = 伺服器
source-page = 頁面
sheet-notes = 私人備註
sheet-notes-include = 把我的私人備註放進資料單
sheet-file-missing = 資料沒有放進這張單，因為在這個頁面上還沒有打開。

## The recovery sheet.

recovery-heading = 備份單
recovery-explain = 如果這台裝置不見了或被清空，您要靠連結才能回來。請把這張單印出來，放在沒有人找得到的地方。誰拿到它，誰就能看到給您的訊息。
recovery-show = 顯示備份單
recovery-recommended = 請先印出您的備份單。
recovery-later = 以後再說
recovery-print = 列印
recovery-text = 用手機掃這張圖，或輸入連結：
recovery-qr = 可以掃描的連結圖

## Alerts when the page is closed.

alerts-heading = 通知
alerts-explain = 就算這個頁面關著，有新消息時也可以通知您。通知只會說：請打開您的家庭頁面。
alerts-push = 這個瀏覽器的通知
alerts-push-on = 打開通知
alerts-push-off = 關掉通知
alerts-push-is-on = 這個瀏覽器的通知已打開。
alerts-push-denied = 這個瀏覽器不允許這個頁面發通知。您可以在瀏覽器的設定裡更改。
alerts-push-unsupported = 這個瀏覽器沒有通知功能。請在下面選別的方式。
alerts-push-not-offered = 這個伺服器不提供瀏覽器通知。請在下面選別的方式。
alerts-push-failed = 沒有成功。請稍後再試。
alerts-add = 加入別的方式
alerts-kind = 方式
alerts-email = 電子郵件
alerts-ntfy = ntfy（接收通知的應用程式）
alerts-webhook = Webhook（給團體用）
alerts-email-address = 電子郵件地址
alerts-ntfy-address = ntfy 主題的網址
alerts-webhook-address = Webhook 的網址
alerts-urgent-only = 只在緊急時通知
alerts-button = 加入
alerts-list = 您的通知
alerts-none = 還沒有通知方式。
alerts-unknown-address = 在另一個瀏覽器設定的
alert-unconfirmed = 還沒有確認。請打開送到那裡的訊息並按同意。
alert-confirmed = 有效
alert-dead = 送不到。請檢查地址。
alert-opted-out = 收件的人已關掉
alert-other = 不清楚
alert-remove = 移除
alerts-invalid = 伺服器不接受這個地址。
alerts-limit = 通知方式太多了。請先移除一個。
alerts-not-offered = 這個伺服器不提供這個方式。
alerts-other-problem = 沒有成功。請稍後再試。
notification-text = 請打開您的家庭頁面。

## This page itself.

page-heading = 這個頁面
page-label = 您怎麼稱呼這個人
page-note = 私人備註
page-note-explain = 只留在這個瀏覽器裡，別人看不到。
page-add = 加入另一個連結
page-install = 把這個頁面放到主畫面
page-file = 把這個頁面存成一個檔案
page-file-explain = 您可以把這個頁面存成檔案，不用網址也能打開。它會要您的連結。請把它的指紋和公布的指紋比對。
page-file-save = 儲存頁面
page-fingerprint = 指紋（SHA-256）
page-forget = 從這個瀏覽器移除這個人
page-forget-sure = 這個瀏覽器裡關於 { $name } 的一切都會刪掉。用連結可以再回來。要移除嗎？
page-limits-heading = 請注意
page-limit-1 = 誰有您的連結，誰就能看到給您的訊息。
page-limit-2 = 伺服器轉送封好的訊息，看不到內容。它看得到您什麼時候來看。
page-limit-3 = 伺服器如果被人控制，可能會給您假的頁面。存成檔案的頁面可以保護您。
page-limit-4 = 沒有人能用這個頁面查問地點。只有在 { $name } 同意的情況下，地點才會送來。

## A page for many people.

list-heading = { $count } 個人
list-search = 用名字或備註搜尋
list-none-found = 沒有找到人。
list-csv = 儲存清單（CSV）
list-unopened = { $count } 則新訊息
list-due = 應在 { $due } 之前
list-since = 從 { $time } 起
column-name = 名字
column-situation = 情況
column-last-heard = 最後一次有消息
column-last-check-in = 最後一次回報
column-due = 應回報時間
column-missed = 沒有回報起算
column-step = 已通知的步驟
column-notes = 備註

## Lengths of time.

minutes = { $count } 分鐘
hours = { $count } 小時
days = { $count } 天
just-now = 剛剛

## News for those who listen to the page.

news-message = { $name } 傳來新訊息
news-sos = { $name } 在求救
news-told = 伺服器有關於 { $name } 的新通知
