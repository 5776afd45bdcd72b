### Machine translation, not reviewed by a native speaker.
### The family page: what a trusted contact without the app reads in a browser. The reader may be frightened, tired, and
### not used to reading. Short sentences, everyday words. "$name" is the worker: the person who is far from home.
### "The relay" is the server that passes messages on. It cannot read them.

## The page as a whole.

page-title = Trang gia đình
skip-to-content = Đến phần nội dung
language = Ngôn ngữ
back = Quay lại
cancel = Hủy
save = Lưu
saved = Đã lưu
nobody = người thân của bạn

## Before the link is opened. Nothing is sent until the button is pressed.

start-title = Trang gia đình của bạn
start-text = Một người tin tưởng bạn đã đưa cho bạn trang này. Trang cho biết người ấy thế nào, và báo cho bạn nếu có chuyện không ổn.
start-open = Mở trang của tôi
start-note = Chưa tải gì cả cho đến khi bạn bấm nút.
start-keep = Hãy giữ liên kết. Đó là đường để bạn quay lại. Đừng đưa cho ai.
link-in-history = Trình duyệt của bạn có thể giữ liên kết này trong lịch sử. Nếu người khác cũng dùng máy này, hãy xóa nó ở đó.

nolink-title = Mở trang bằng liên kết của bạn
nolink-text = Dán liên kết mà bạn được đưa. Nó bắt đầu bằng “http” và có “#WF1” ở trong.
nolink-label = Liên kết của bạn
nolink-open = Mở

link-not-ours = Đây không phải liên kết đến trang gia đình. Xin sao chép lại toàn bộ liên kết.
link-damaged = Liên kết này bị hỏng. Một phần bị thiếu hoặc bị thay đổi. Xin sao chép lại toàn bộ liên kết.
link-too-new = Liên kết này do phiên bản mới hơn tạo ra. Hãy tải lại trang này. Nếu không được, hãy dùng trang ở địa chỉ ghi trong liên kết.
link-wrong-kind = Đây là mã cho ứng dụng, không phải cho trang gia đình. Hãy xin liên kết đến trang gia đình của bạn.
link-invalid = Liên kết này có chỗ sai. Hãy xin liên kết mới.
link-other-place = Liên kết này thuộc địa chỉ khác. Xin mở ở đó: { $url }
link-too-many = Trang này chứa được 200 người. Hãy bỏ bớt một người trước khi thêm.

storage-none = Trình duyệt này không lưu gì cả. Khi đóng trang này, bạn lại cần đến liên kết.
storage-full = Máy này hết chỗ trống. Những gì bạn có vẫn còn. Xin dọn bớt một ít chỗ.
storage-too-new = Trình duyệt này đã dùng phiên bản mới hơn của trang. Xin đóng mọi cửa sổ của trang và tải lại.
not-secure = Địa chỉ này không được bảo vệ, nên trình duyệt không mở được tin. Hãy dùng địa chỉ bắt đầu bằng “https”, hoặc trang dưới dạng tệp.
something-wrong = Trang này gặp trục trặc. Những gì bạn có vẫn còn. Hãy tải lại trang.

## Whether this page is in touch with the relay.

sync-now = Đang tìm tin mới …
sync-ok = Đã tìm tin mới { $ago }
sync-never = Chưa kết nối được
sync-button = Tìm tin mới ngay
sync-unreachable = Không liên lạc được với máy chủ. Trang này hiện những gì đã có và tiếp tục thử.
sync-refused = Máy chủ hiện từ chối trả lời. Trang này hiện những gì đã có và tiếp tục thử.
sync-garbage = Không hiểu được câu trả lời của máy chủ. Trang này hiện những gì đã có và tiếp tục thử.
sync-busy = Máy chủ đang bận. Trang này tiếp tục thử.
sync-taken = Máy chủ không chấp nhận liên kết này. Hãy xin liên kết mới.
sync-away = Máy chủ bị gián đoạn từ { $from } đến { $to }. Thông báo trong thời gian đó có thể đến chậm.
clock-ahead = Đồng hồ của máy này nhanh hơn máy chủ { $by }. Giờ trên trang này có thể sai.
clock-behind = Đồng hồ của máy này chậm hơn máy chủ { $by }. Giờ trên trang này có thể sai.

## How things stand. The title is the biggest text on the page.

situation-heading = Tình hình hiện nay
sos-title = { $name } kêu cứu
sos-when = Gửi { $time } ({ $ago }).
sos-from-locked = Tin được gửi khi điện thoại chưa mở khóa.
sos-open = Lời kêu cứu còn mở cho đến khi { $name } xác nhận hết nguy hiểm.
duress-title = { $name } có thể đang bị ép buộc
duress-text = Có tin từ phần điện thoại mà { $name } mở khi bị ép buộc. Đừng tin rằng mọi việc đều ổn. Đừng nhắc đến điều này khi trả lời.
missed-title = { $name } chưa báo tin
missed-text = Đáng lẽ có tin trước { $due }. Tính là không có tin từ { $missed }.
late-title = { $name } báo tin trễ
late-text = Đáng lẽ có tin trước { $due } ({ $ago }). Nếu không có, sẽ tính là không có tin từ { $missed }.
ok-title = { $name } đã báo tin
ok-text = Tin tiếp theo được mong trước { $due }.
paused-title = Việc báo tin của { $name } đang tạm dừng
paused-text = Tạm dừng đến { $until }. Tin tiếp theo được mong trước { $due }.
noplan-title = { $name } không có kế hoạch báo tin
noplan-text = Bạn sẽ thấy tin ở đây. Nếu không có tin, không ai được báo.
waiting-title = Chưa có gì đến
waiting-text = Tin đầu tiên sẽ hiện ở đây. Bạn có thể đóng trang này và quay lại sau.
ended-title = { $name } đã kết thúc việc này
ended-text = Sẽ không có tin mới. Những gì đã đến vẫn ở đây.
last-heard = Lần cuối có tín hiệu: { $time } ({ $ago })
last-heard-never = Chưa có tin gì
last-check-in = Lần báo tin cuối: { $time } ({ $ago })
not-proof = Im lặng không có nghĩa là đã xảy ra chuyện xấu. Điện thoại có thể hết pin, bị mất hoặc không có mạng.
told-you = Máy chủ đã báo bước { $step } trong { $steps } bước, { $time }.
practice-now = Đây là tập dượt. Không có chuyện gì xảy ra.

short-sos = Kêu cứu
short-duress = Bị ép buộc
short-missed = Không có tin
short-late = Trễ
short-ok = Đã báo tin
short-paused = Tạm dừng
short-noplan = Không có kế hoạch
short-waiting = Chưa có gì
short-ended = Đã kết thúc

## What to do now.

todo-heading = Việc cần làm bây giờ
todo-sos-1 = Bấm “Tôi đã xem”. Khi đó { $name } có thể biết lời kêu cứu đã đến.
todo-sos-2 = Xem những nơi ở dưới. In hoặc lưu tờ hồ sơ vụ việc.
todo-sos-3 = Gọi cảnh sát ở nơi { $name } đang ở, hoặc một tổ chức giúp đỡ. Đưa cho họ tờ hồ sơ vụ việc.
todo-sos-4 = Đừng gọi hay nhắn cho { $name } bằng cách khác trừ khi bạn chắc là an toàn. Điện thoại có thể ở trong tay người khác.
todo-sos-5 = Để trang này mở. Những gì đến sau sẽ hiện ở đây.
todo-duress-1 = Đừng trả lời như thể bạn đã biết.
todo-duress-2 = Gọi một tổ chức giúp đỡ hoặc cảnh sát. Đưa cho họ tờ hồ sơ vụ việc.
todo-missed-1 = Hãy bình tĩnh. Phần lớn sự im lặng có lý do bình thường.
todo-missed-2 = Hỏi những người khác quen { $name } xem họ có nghe tin gì không.
todo-missed-3 = Thử liên lạc với { $name } bằng cách an toàn cho người ấy. Điện thoại có thể ở trong tay người khác.
todo-missed-4 = Bấm “Tôi đang lo”, để những người khác biết có người đang làm.
todo-missed-5 = Nếu không biết thêm được gì, hãy gọi cảnh sát hoặc một tổ chức giúp đỡ. Đưa cho họ tờ hồ sơ vụ việc.
todo-missed-next = Nếu vẫn không có tin, máy chủ báo bước tiếp theo { $time }.
todo-late-1 = Bạn chưa cần làm gì.
todo-late-2 = Xem lại ở đây sau { $missed }. Nếu bạn đặt thông báo ở dưới, bạn sẽ được báo.
todo-ok-1 = Bạn không cần làm gì.
todo-alerts = Hãy đặt thông báo, để bạn được báo khi có chuyện không ổn.
todo-waiting-1 = In tờ khôi phục của bạn và giữ ở nơi an toàn.

## Places.

places-heading = Địa điểm
places-none = Chưa có địa điểm nào.
places-sealed = Có địa điểm gửi kèm khi báo tin. Chúng đang được niêm kín. Một bước sau sẽ mở nếu { $name } vẫn im lặng.
places-latest = Địa điểm mới nhất
place-time = { $time } ({ $ago })
place-accuracy = trong vòng { $metres } mét
place-when = Khi nào
place-where = Ở đâu
copy = Sao chép
copied = Đã sao chép
open-in-app = Mở trong ứng dụng bản đồ
open-in-web = Mở trên OpenStreetMap
map-warning = Ứng dụng bản đồ hoặc OpenStreetMap sẽ biết bạn đang xem nơi nào.
track-label = Hình vẽ có { $count } địa điểm, từ cũ nhất đến mới nhất. Tất cả có trong danh sách bên dưới.
track-oldest = cũ nhất
track-newest = mới nhất
track-north = phía trên là hướng bắc
length-metres = { $count } m
length-kilometres = { $count } km
places-phone-clock = Giờ của các địa điểm theo đồng hồ điện thoại, có thể sai.

## What came and what was told.

history-heading = Những gì đã đến, mới nhất trước
history-empty = Chưa có gì.
history-more = Xem tin cũ hơn
new-mark = Mới
came-check-in-ok = Báo tin: “Tôi ở đây, mọi việc đều ổn.”
came-check-in-uneasy = Báo tin: “Có điều không ổn.”
came-check-in-moved = Báo tin: “Tôi đang ở nơi khác.”
came-sos = Kêu cứu
came-sos-cleared = Kêu cứu, đã kết thúc vì hết nguy hiểm
came-all-clear = Hết nguy hiểm: lời kêu cứu đã xong
came-opened = Ứng dụng được mở trên điện thoại
came-opened-duress = Ứng dụng được mở theo cách dùng khi bị ép buộc
came-hello = Bạn được chọn làm người liên hệ tin cậy
came-farewell = Việc này đã kết thúc
came-last-place = Nơi cuối cùng điện thoại biết
came-plan-armed = Đã đặt kế hoạch báo tin
came-plan-paused = Việc báo tin tạm dừng đến { $until }
came-plan-ended = Kế hoạch báo tin đã kết thúc
came-plan-drill = Đã bắt đầu tập dượt
came-words = Bước { $step }, bằng lời mà { $name } đã đồng ý
came-words-practice = Tập dượt, bước { $step }
told-step = Máy chủ đã báo bước { $step } trong { $steps } bước: không có tin
told-step-practice = Tập dượt: máy chủ đã báo bước { $step } trong { $steps } bước
told-check-in = Đã có tin sau khi bạn được báo. Điều này không có nghĩa là mọi việc đều ổn.
told-held = Bước { $step } được hoãn đến { $until } bởi { $who }
told-held-unverified = Máy chủ nói bước { $step } được hoãn đến { $until }. Không có chữ ký nào chứng minh.
told-paused = Máy chủ nói: tạm dừng đến { $until }
told-ended = Máy chủ nói: kế hoạch đã kết thúc
told-away = Máy chủ bị gián đoạn từ { $from } đến { $to }
told-places = Địa điểm của những lần báo tin trước đã được mở cho bạn
told-file = Máy chủ đã mở phần hồ sơ của nó
you-seen = Bạn đã trả lời: Tôi đã xem
you-on-it = Bạn đã trả lời: Tôi đang lo
you-text = Bạn đã viết
came-unknown = Tin mà phiên bản này không hiện được
from-phone = Từ điện thoại của { $name }
from-relay = Từ máy chủ
from-you = Từ bạn
sent-locked = Gửi khi điện thoại chưa mở khóa
sent-duress = Gửi từ phần điện thoại được mở khi bị ép buộc
battery = Pin { $percent } %
phone-time = Theo đồng hồ điện thoại: { $time }
reply-saved = Đã lưu ở đây. Sẽ gửi khi liên lạc được với máy chủ.
reply-at-relay = Đã ở máy chủ. Điện thoại sẽ nhận khi có mạng; trang này không biết được là khi nào.
mailbox-full = Hộp tin của điện thoại đã đầy. Câu trả lời của bạn được giữ ở đây và sẽ thử lại.
mailbox-unknown = Hiện giờ máy chủ không nhận ra hộp tin của điện thoại. Câu trả lời của bạn được giữ ở đây và sẽ thử lại.

## Replies.

reply-heading = Trả lời
reply-seen = Tôi đã xem
reply-on-it = Tôi đang lo
reply-label = Lời của bạn gửi { $name }
reply-send = Gửi
reply-careful = Đừng viết điều gì có thể gây hại cho { $name } nếu người khác đọc được.
reply-too-long = Dài quá. Xin viết ngắn hơn.
reply-done = Câu trả lời của bạn đã được lưu. Sẽ gửi sớm nhất có thể.

## What happens if no check-in comes.

plan-heading = Điều gì xảy ra nếu không có tin
plan-timing = Cứ { $interval } thì có một lần báo tin. Sau đó chờ thêm { $grace }.
plan-step-you = Bước { $step }, { $time }: báo cho bạn.
plan-step-others = Bước { $step }, { $time }: báo cho những người khác.
plan-step-done = Bước { $step }: đã báo.
plan-practice = Bạn cũng có thể nhận tin tập dượt. Tin đó được ghi rõ.
hold-heading = Hoãn bước tiếp theo
hold-explain = Nếu bạn biết { $name } an toàn, bạn có thể hoãn bước { $step }. Mọi người được báo đều thấy bạn đã hoãn. Mỗi lần hoãn được 24 giờ, tổng cộng 72 giờ.
hold-hours = Trong bao lâu
hold-button = Hoãn bước { $step }
hold-sure = Chỉ làm vậy nếu bạn đã nghe tin { $name } bằng cách khác. Hoãn chứ?
hold-saved = Mong muốn của bạn đã được lưu. Nó có hiệu lực khi máy chủ chấp nhận.
hold-accepted = Máy chủ đã chấp nhận.
hold-refused = Máy chủ không chấp nhận. Bước này diễn ra như đã định.
held-now = Bước { $step } được hoãn đến { $until } bởi { $who }.
held-now-unverified = Máy chủ nói bước { $step } được hoãn đến { $until }. Không có chữ ký nào chứng minh.
somebody = một người trong nhóm liên hệ
yourself = bạn

## The file: what the worker wrote down before leaving.

file-heading = Hồ sơ
file-explain = { $name } đã viết những điều này trước khi đi, phòng khi có chuyện.
file-waiting = Hồ sơ vẫn đang đóng. Một bước sau sẽ mở.
file-shares = Hồ sơ mở khi { $need } người trong các bạn đưa phần của mình. Đã đưa: { $have }.
file-give = Đưa phần của tôi
file-give-sure = Khi đủ số phần, những người khác cũng mở được hồ sơ. Không thể rút lại.
file-given-saved = Phần của bạn đã được lưu. Sẽ gửi khi liên lạc được với máy chủ.
file-given = Phần của bạn đã được đưa. Trang này đang tìm các phần khác.
file-download = Tải hồ sơ
file-download-more = Tải tiếp hồ sơ
file-progress = Đã tải { $have } trong { $count } phần
file-open = Mở hồ sơ
file-damaged = Một phần hồ sơ bị hỏng. Hãy tải lại.
file-not-released = Máy chủ chưa đưa hồ sơ. Hãy thử lại sau.
file-wrong-shares = Các phần không khớp. Hãy chờ một phần khác.
file-made = Viết { $time }, theo đồng hồ điện thoại
field-1 = Tôi là ai
field-2 = Giấy tờ
field-3 = Chủ lao động
field-4 = Người môi giới, và chúng tôi gặp nhau thế nào
field-5 = Công việc và tiền công được hứa
field-6 = Địa chỉ
field-7 = Đường đi và vé
field-8 = Những người cần gọi
field-9 = Ghi chú
field-other = Thêm
attachments-heading = Ảnh và giấy tờ
attachment-save = Lưu { $file }
attachment-picture = Ảnh: { $file }

## The case sheet, for the police or an organisation that helps.

sheet-heading = Tờ hồ sơ vụ việc
sheet-explain = Mọi điều trang này biết, trên giấy hoặc dưới dạng tệp. Hãy đưa cho cảnh sát hoặc một tổ chức giúp đỡ.
sheet-show = Hiện tờ hồ sơ vụ việc
sheet-print = In
sheet-json = Lưu thành tệp (JSON)
sheet-made = Lập { $time }. Giờ theo múi giờ { $zone }.
sheet-who = Ai
sheet-name = Tên
sheet-own-name = Tên tự đặt
sheet-identity = Dấu nhận biết của người liên hệ này
sheet-stands = Tình hình hiện nay
sheet-messages = Tin
sheet-told = Máy chủ đã báo gì, khi nào
sheet-source = Nguồn
sheet-what = Nội dung
sheet-sources = Mỗi điều đến từ đâu
sheet-source-phone = Điện thoại: do điện thoại của { $name } nói, niêm kín để không ai trên đường đọc hay sửa được. Đồng hồ và những gì đã gõ có thể sai.
sheet-source-relay = Máy chủ: do máy chủ nói, nó không đọc được tin. Giờ đến là giờ của nó.
sheet-source-page = Trang: do trang này tính hoặc viết ra.
source-phone = Điện thoại
source-relay = Máy chủ
source-page = Trang
sheet-notes = Ghi chú riêng
sheet-notes-include = Đưa ghi chú riêng của tôi vào tờ này
sheet-file-missing = Hồ sơ không có trên tờ này, vì chưa được mở trên trang này.

## The recovery sheet.

recovery-heading = Tờ khôi phục
recovery-explain = Nếu máy này bị mất hoặc bị xóa, bạn cần liên kết để quay lại. Hãy in tờ này và giữ ở nơi không ai tìm thấy. Ai có nó đều đọc được những gì gửi cho bạn.
recovery-show = Hiện tờ khôi phục
recovery-recommended = Hãy in tờ khôi phục của bạn trước.
recovery-later = Để sau
recovery-print = In
recovery-text = Quét hình này bằng điện thoại, hoặc gõ liên kết:
recovery-qr = Liên kết dưới dạng hình để quét

## Alerts when the page is closed.

alerts-heading = Thông báo
alerts-explain = Bạn có thể được báo khi có tin mới, kể cả khi trang này đóng. Thông báo chỉ nói: xin mở trang gia đình của bạn.
alerts-push = Thông báo trong trình duyệt này
alerts-push-on = Bật
alerts-push-off = Tắt
alerts-push-is-on = Thông báo trong trình duyệt này đang bật.
alerts-push-denied = Trình duyệt này không cho phép thông báo từ trang này. Bạn có thể đổi trong phần cài đặt.
alerts-push-unsupported = Trình duyệt này không có thông báo. Hãy chọn cách khác ở dưới.
alerts-push-not-offered = Máy chủ này không có thông báo trong trình duyệt. Hãy chọn cách khác ở dưới.
alerts-push-failed = Không được. Xin thử lại sau.
alerts-add = Thêm cách khác
alerts-kind = Cách
alerts-email = Thư điện tử
alerts-ntfy = ntfy (ứng dụng thông báo)
alerts-webhook = Webhook (cho tổ chức)
alerts-email-address = Địa chỉ thư điện tử
alerts-ntfy-address = Địa chỉ chủ đề ntfy
alerts-webhook-address = Địa chỉ webhook
alerts-urgent-only = Chỉ khi gấp
alerts-button = Thêm
alerts-list = Thông báo của bạn
alerts-none = Chưa có thông báo nào.
alerts-unknown-address = đặt ở trình duyệt khác
alert-unconfirmed = Chưa xác nhận. Hãy mở tin gửi đến đó và đồng ý.
alert-confirmed = Hoạt động
alert-dead = Không đến được. Xin kiểm tra địa chỉ.
alert-opted-out = Người nhận đã tắt
alert-other = Không rõ
alert-remove = Bỏ
alerts-invalid = Máy chủ không chấp nhận địa chỉ này.
alerts-limit = Quá nhiều thông báo. Hãy bỏ bớt một cái trước.
alerts-not-offered = Máy chủ này không có cách đó.
alerts-other-problem = Không được. Xin thử lại sau.
notification-text = Xin mở trang gia đình của bạn.

## This page itself.

page-heading = Trang này
page-label = Bạn gọi người này là gì
page-note = Ghi chú riêng
page-note-explain = Chỉ ở trong trình duyệt này. Không ai khác thấy.
page-add = Thêm liên kết khác
page-install = Đặt trang này lên màn hình chính
page-file = Trang này thành một tệp
page-file-explain = Bạn có thể lưu trang này thành tệp và mở mà không cần địa chỉ. Nó sẽ hỏi liên kết của bạn. Hãy so dấu vân tay của tệp với dấu đã công bố.
page-file-save = Lưu trang
page-fingerprint = Dấu vân tay (SHA-256)
page-forget = Bỏ người này khỏi trình duyệt này
page-forget-sure = Mọi thứ trình duyệt này lưu về { $name } sẽ bị xóa. Có liên kết thì bạn quay lại được. Bỏ chứ?
page-limits-heading = Điều nên biết
page-limit-1 = Ai có liên kết của bạn đều đọc được những gì gửi cho bạn.
page-limit-2 = Máy chủ chuyển những tin niêm kín. Nó không đọc được. Nó thấy khi nào bạn xem.
page-limit-3 = Máy chủ bị người khác chiếm có thể đưa ra trang giả. Trang dưới dạng tệp bảo vệ bạn khỏi điều đó.
page-limit-4 = Không ai có thể hỏi địa điểm qua trang này. Địa điểm chỉ đến theo cách { $name } đã đồng ý.

## A page for many people.

list-heading = { $count } người
list-search = Tìm theo tên hoặc ghi chú
list-none-found = Không tìm thấy ai.
list-csv = Lưu danh sách (CSV)
list-unopened = { $count } tin mới
list-due = được mong trước { $due }
list-since = từ { $time }
column-name = Tên
column-situation = Tình hình
column-last-heard = Lần cuối có tín hiệu
column-last-check-in = Lần báo tin cuối
column-due = Được mong trước
column-missed = Không có tin từ
column-step = Bước đã báo
column-notes = Ghi chú

## Lengths of time.

minutes = { $count } phút
hours = { $count } giờ
days = { $count } ngày
just-now = vừa xong

## News for those who listen to the page.

news-message = Tin mới từ { $name }
news-sos = { $name } kêu cứu
news-told = Máy chủ vừa báo điều mới về { $name }
