### Machine translation, not reviewed by a native speaker.
### What the library says to the worker, and to a contact on the worker's behalf.

## To a contact: what a step says. Each says that silence is not proof of harm.

step-1 = Chưa có tin từ { $name } kể từ giờ đã hẹn. Im lặng không có nghĩa là đã xảy ra chuyện xấu: điện thoại có thể tắt, hỏng hoặc mất sóng. Xin hãy thử liên lạc với { $name }.
step-2 = Vẫn chưa có tin từ { $name }. Bây giờ bạn có thể xem những nơi cuối cùng được biết. Im lặng không có nghĩa là đã xảy ra chuyện xấu. Xin hãy nói chuyện với những người liên hệ khác và cùng quyết định phải làm gì.
step-3 = Vẫn chưa có tin từ { $name }. Bây giờ bạn có thể xem hồ sơ về { $name }: chủ lao động, người môi giới, địa chỉ. Im lặng không có nghĩa là đã xảy ra chuyện xấu, nhưng lúc này nên nhờ giúp đỡ.
drill = Đây là buổi tập dượt, không phải báo động. { $name } đang thử xem bạn sẽ được báo tin thế nào.
drill-answer = Xin hãy mở tin này và trả lời, như khi có chuyện thật.
check-in-came = Đã có tin từ { $name }. Điều này chưa có nghĩa là mọi việc đều ổn.
all-clear = { $name } đã xác nhận hết nguy hiểm.

## To a contact: what the contact's own app sees.

watch-late = Tin từ { $name } đến trễ.
watch-missed = Không có tin từ { $name } trong thời gian đã hẹn. Im lặng không có nghĩa là đã xảy ra chuyện xấu.
watch-relay-silent = Máy chủ không trả lời nên tin có thể đến chậm. Điện thoại này vẫn tự theo dõi.
watch-relay-away = Máy chủ bị gián đoạn một thời gian và đã trở lại. Thông báo có thể đến chậm hơn dự định.
late-minutes = Trễ { $count } phút
late-hours = Trễ { $count } giờ
late-days = Trễ { $count } ngày

## To a contact: what to do now.

todo-title = Việc cần làm bây giờ
todo-answer = Hãy trả lời tin này để những người khác biết bạn đã xem.
todo-call = Gọi điện và nhắn tin cho { $name }. Hãy thử nhiều lần.
todo-other-voice = Nếu người khác nghe máy, đừng nói về thông báo này. Chỉ nói bạn muốn hỏi thăm.
todo-together = Nói chuyện với những người liên hệ khác. Quyết định ai làm việc gì.
todo-employer = Đừng báo cho chủ lao động hay người môi giới. Điều đó có thể gây nguy hiểm cho { $name }.
todo-places = Ghi lại nơi cuối cùng được biết và thời gian.
todo-report = Mang hồ sơ đến công an hoặc tổ chức giúp người lao động xa xứ. Xin biên bản bằng văn bản.
todo-embassy = Gọi đại sứ quán nước của { $name }.
todo-money = Nếu có người đòi tiền, đừng trả ngay. Ghi lại ai đòi và đòi thế nào. Hãy nhờ giúp đỡ trước.
todo-danger = Nếu bạn biết { $name } đang gặp nguy hiểm, hãy gọi ngay cảnh sát ở nơi đó.

## By SMS to a contact with a feature phone.

sms-step-1 = Chưa có tin từ { $name } đúng hẹn. Chưa chắc có chuyện. Hãy gọi thử.
sms-step-2 = Vẫn chưa có tin { $name }. Chưa chắc có chuyện. Hãy bàn với gia đình.
sms-step-3 = Vẫn chưa có tin từ { $name }. Chưa chắc có chuyện. Nên báo công an.
sms-drill = Tập dượt, không phải báo động. { $name } đang thử. Không cần làm gì.

## To the worker, on a screen that others may see: these say nothing of what they are about.

reminder-before = Lát nữa có một việc nhỏ
reminder-due = Bây giờ có một việc nhỏ
reminder-grace = Vẫn còn một việc nhỏ chưa làm

## To the worker: the plan.

plan-journey = Trên đường đi
plan-daily = Hằng ngày
plan-weekly = Hằng tuần
plan-every-hours = Cứ { $count } giờ báo tin một lần
plan-every-days = Cứ { $count } ngày báo tin một lần
plan-wait-minutes = Nếu không có tin, người liên hệ của bạn sẽ được báo sau { $count } phút
plan-wait-hours = Nếu không có tin, người liên hệ của bạn sẽ được báo sau { $count } giờ
plan-wait-days = Nếu không có tin, người liên hệ của bạn sẽ được báo sau { $count } ngày
contacts-covered = Sẽ báo cho { $count } người liên hệ
contacts-not-covered = Còn { $count } người liên hệ chưa được tính đến

## To the worker, inside the vault: before wrong PINs may wipe the store.

erase-warning = Sau từng ấy lần nhập sai mã PIN liên tiếp, mọi thứ trong ứng dụng này sẽ bị hủy, kể cả những gì chưa được gửi. Bất kỳ ai cầm điện thoại đều có thể làm điều đó xảy ra. Không gì và không ai lấy lại được.

## To the worker, inside the vault: what was agreed to long ago.

consent-ask = Hãy xem lại { $name } nhận được gì từ bạn. Bạn còn muốn như vậy không?
consent-lapsed = Bạn chưa trả lời, nên { $name } không còn nhận được nơi bạn ở cùng mỗi tin. Nếu có chuyện, { $name } vẫn được báo.
