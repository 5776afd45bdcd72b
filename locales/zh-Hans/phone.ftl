### Machine translation, not reviewed by a native speaker.
### What the library says to the worker, and to a contact on the worker's behalf.

## To a contact: what a step says. Each says that silence is not proof of harm.

step-1 = 从约定的时间到现在，一直没有收到 { $name } 的签到。没有消息不等于出事：手机可能关机、坏了或没有信号。请试着联系 { $name }。
step-2 = 仍然没有收到 { $name } 的签到。您现在可以查看最后已知的地点。没有消息不等于出事。请和其他联系人商量，一起决定怎么做。
step-3 = 仍然没有收到 { $name } 的签到。您现在可以查看 { $name } 的资料：雇主、中介、地址。没有消息不等于出事，但现在最好找人帮忙。
drill = 这是演练，不是警报。{ $name } 在试试您会怎样收到通知。
drill-answer = 请打开这条消息并回复，就像真的发生时一样。
check-in-came = 收到了 { $name } 的签到。这还不能说明一切平安。
all-clear = { $name } 已解除警报。

## To a contact: what the contact's own app sees.

watch-late = { $name } 的签到晚了。
watch-missed = 约定的时间内没有收到 { $name } 的签到。没有消息不等于出事。
watch-relay-silent = 服务器没有回应，消息可能会晚到。这部手机会自己继续留意。
watch-relay-away = 服务器中断了一段时间，现在恢复了。提醒可能比预定的时间晚。
late-minutes = 晚了 { $count } 分钟
late-hours = 晚了 { $count } 小时
late-days = 晚了 { $count } 天

## To a contact: what to do now.

todo-title = 现在该做什么
todo-answer = 请回复这条消息，让其他人知道您看到了。
todo-call = 给 { $name } 打电话，也发消息。多试几次。
todo-other-voice = 如果是别人接电话，不要提到这条提醒。只说您想问个好。
todo-together = 和其他联系人商量，决定谁做什么。
todo-employer = 不要惊动雇主或中介，这可能会让 { $name } 有危险。
todo-places = 写下最后已知的地点和时间。
todo-report = 带上资料去找警察或帮助务工者的组织，请他们出具书面记录。
todo-embassy = 给 { $name } 本国的大使馆打电话。
todo-money = 如果有人要钱，不要马上付。记下是谁、怎么要的，先找人帮忙。
todo-danger = 如果您知道 { $name } 有危险，请马上给当地警察打电话。

## By SMS to a contact with a feature phone.

sms-step-1 = { $name } 没有在约定时间签到。这不等于出事，手机可能关机。请试着打电话。
sms-step-2 = 仍然没有 { $name } 的签到。这不等于出事。请和家人商量，一起决定怎么做。
sms-step-3 = 仍然没有 { $name } 的签到。这不等于出事，但请向警察或帮助务工者的组织求助。
sms-drill = 这是演练，不是警报。{ $name } 在试试您会怎样收到通知。您不用做任何事。

## To the worker, on a screen that others may see: these say nothing of what they are about.

reminder-before = 等一下有件小事要做
reminder-due = 现在有件小事要做
reminder-grace = 还有件小事没做

## To the worker: the plan.

plan-journey = 旅途
plan-daily = 每天
plan-weekly = 每周
plan-every-hours = 每 { $count } 小时签到一次
plan-every-days = 每 { $count } 天签到一次
plan-wait-minutes = 如果没有签到，{ $count } 分钟后会通知您的联系人
plan-wait-hours = 如果没有签到，{ $count } 小时后会通知您的联系人
plan-wait-days = 如果没有签到，{ $count } 天后会通知您的联系人
contacts-covered = 会通知 { $count } 位联系人
contacts-not-covered = 还有 { $count } 位联系人没有包括在内

## To the worker, inside the vault: before wrong PINs may wipe the store.

erase-warning = 连续输入错误密码达到这个次数后，此应用里的一切都会被销毁，包括尚未发出的内容。拿着手机的任何人都能让这件事发生。没有任何方法、任何人能够恢复。

## To the worker, inside the vault: what was agreed to long ago.

consent-ask = 请再看一看 { $name } 会从您这里得到什么。您仍然愿意这样吗？
consent-lapsed = 您没有回答，所以 { $name } 不再随每次签到收到您的地点。如果出了问题，仍然会通知 { $name }。
