### Machine translation, not reviewed by a native speaker.
### What the library says to the worker, and to a contact on the worker's behalf.

## To a contact: what a step says. Each says that silence is not proof of harm.

step-1 = 從預定時間到現在，一直沒有收到 { $name } 的回報。沒有消息不代表出事：手機可能關機、故障或沒有訊號。請試著聯絡 { $name }。
step-2 = 仍然沒有收到 { $name } 的回報。您現在可以查看最後已知的地點。沒有消息不代表出事。請和其他聯絡人商量，一起決定怎麼做。
step-3 = 仍然沒有收到 { $name } 的回報。您現在可以查看 { $name } 的資料：雇主、仲介、地址。沒有消息不代表出事，但現在最好找人幫忙。
drill = 這是演練，不是警報。{ $name } 在試試看您會怎麼收到通知。
drill-answer = 請打開這則訊息並回覆，就像真的發生時一樣。
check-in-came = 收到 { $name } 的回報了。這還不代表一切平安。
all-clear = { $name } 已解除警報。

## To a contact: what the contact's own app sees.

watch-late = { $name } 的回報晚了。
watch-missed = 約定的時間內沒有收到 { $name } 的回報。沒有消息不代表出事。
watch-relay-silent = 伺服器沒有回應，消息可能會晚到。這支手機會自己繼續留意。
watch-relay-away = 伺服器中斷了一段時間，現在恢復了。通知可能比預定的時間晚。
late-minutes = 晚了 { $count } 分鐘
late-hours = 晚了 { $count } 小時
late-days = 晚了 { $count } 天

## To a contact: what to do now.

todo-title = 現在該做什麼
todo-answer = 請回覆這則訊息，讓其他人知道您看到了。
todo-call = 打電話給 { $name }，也傳訊息。多試幾次。
todo-other-voice = 如果是別人接電話，不要提起這則通知。只說您想問候一聲。
todo-together = 和其他聯絡人商量，決定誰做什麼。
todo-employer = 不要驚動雇主或仲介，這可能讓 { $name } 有危險。
todo-places = 寫下最後已知的地點和時間。
todo-report = 帶著資料去找警察或協助移工的團體，請他們開立書面紀錄。
todo-embassy = 打電話給 { $name } 本國的大使館或代表處。
todo-money = 如果有人要錢，不要馬上付。記下是誰、怎麼要的，先找人幫忙。
todo-danger = 如果您知道 { $name } 有危險，請馬上打電話給當地警察。

## By SMS to a contact with a feature phone.

sms-step-1 = { $name } 沒有在預定時間回報。這不代表出事，手機可能關機。請試著打電話。
sms-step-2 = 仍然沒有 { $name } 的回報。這不代表出事。請和家人商量，一起決定怎麼做。
sms-step-3 = 仍然沒有 { $name } 的回報。這不代表出事，但請向警察或移工團體求助。
sms-drill = 這是演練，不是警報。{ $name } 在試試看您會怎麼收到通知。您不用做任何事。

## To the worker, on a screen that others may see: these say nothing of what they are about.

reminder-before = 等一下有件小事要做
reminder-due = 現在有件小事要做
reminder-grace = 還有件小事沒做

## To the worker: the plan.

plan-journey = 旅途
plan-daily = 每天
plan-weekly = 每週
plan-every-hours = 每 { $count } 小時回報一次
plan-every-days = 每 { $count } 天回報一次
plan-wait-minutes = 如果沒有回報，{ $count } 分鐘後會通知您的聯絡人
plan-wait-hours = 如果沒有回報，{ $count } 小時後會通知您的聯絡人
plan-wait-days = 如果沒有回報，{ $count } 天後會通知您的聯絡人
contacts-covered = 會通知 { $count } 位聯絡人
contacts-not-covered = 還有 { $count } 位聯絡人沒有包含在內

## To the worker, inside the vault: before wrong PINs may wipe the store.

erase-warning = 連續輸入錯誤密碼達到這個次數後，此應用程式裡的一切都會被銷毀，包括尚未送出的內容。拿著手機的任何人都能讓這件事發生。沒有任何方法、任何人能夠恢復。

## To the worker, inside the vault: what was agreed to long ago.

consent-ask = 請再看一看 { $name } 會從您這裡得到什麼。您仍然願意這樣嗎？
consent-lapsed = 您沒有回答，所以 { $name } 不再隨每次回報收到您的地點。如果出了問題，仍然會通知 { $name }。
