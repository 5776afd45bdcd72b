### Machine translation, not reviewed by a native speaker.
### What the command line's demo tells.

armed = Kế hoạch đã bắt đầu: chờ tin từ { $name } trong vòng { $count } giờ.
late = Tin từ { $name } đến trễ.
missed = Tin từ { $name } không đến đúng hẹn.
step-told = Bước { $step }: đã báo cho { $count } người liên hệ.
check-in-came = Đã có tin từ { $name }. Tất cả những người đã được báo trước đó đều sẽ biết.
all-clear = { $name } đã xác nhận hết nguy hiểm.
family-page = Trang gia đình: { $url }

## A worker falls silent: the demo of a missed check-in.

missed-title = { $name } bặt tin
missed-lead = { $name } đang trên đường đến chỗ làm xa nhà, và điện thoại không còn nữa. Những gì đã hẹn trước khi đi vẫn tiếp tục mà không cần nó: từng bước một, những người mà { $name } tin cậy được báo tin.
missed-rehearsal = Đây là buổi tập dượt với nhân vật hư cấu. Chương trình, dữ liệu niêm phong, máy chủ và thư đều là thật. Đồng hồ của câu chuyện chạy nhanh hơn, và một chương trình nhỏ đọc trang gia đình thay cho trình duyệt.
missed-files = Mọi thứ ở lại trên máy này, trong { $path }
missed-server = Máy chủ đang chạy. Nó giữ những tin mà nó không đọc được.
missed-mail = Thư được gửi đến máy chủ thư tại { $address }
missed-stores = { $name } và { $contact } mỗi người có dữ liệu niêm phong riêng.
missed-link = { $contact } mở liên kết từ { $name } và đọc to sáu chữ số: { $digits }
missed-paired = Các chữ số giống nhau. { $contact } giờ là người liên hệ tin cậy.
missed-family = { $contact } không có ứng dụng. { $name } gửi liên kết đến trang gia đình, và { $contact } mở nó.
missed-address = { $contact } cũng muốn nhận thư tại { $address }
missed-agreed = { $contact } nhận được thư có một câu hỏi, mở liên kết trong thư và đồng ý.
missed-please-agree = Xin mở liên kết trong thư và bấm nút. Câu chuyện đang chờ.
missed-file = { $name } niêm phong hồ sơ: chủ lao động, người môi giới, địa chỉ, bản sao hộ chiếu. Chưa ai mở được.
missed-drill = Trước hết, mọi người tập dượt một lần.
missed-practised = { $contact } nhận được tin tập dượt. Tin nói rõ đó là tập dượt.
missed-ladder = Nếu không có tin, { $contact } biết trước. Sau đó là mọi người, cùng những nơi gần nhất. Sau đó hồ sơ được mở.
missed-check-in = Tin từ { $name }: { $note }
missed-note-leaving = Chúng tôi lên đường. Tôi sẽ viết từ biên giới.
missed-note-moved = Giờ là tài xế khác. Anh ta giữ hộ chiếu của chúng tôi.
missed-note-found = Tôi lấy lại được điện thoại rồi. Tôi đang ở đồn công an.
missed-gone = Điện thoại của { $name } không còn nữa: chương trình bị tắt ngang, không ai với tới dữ liệu.
missed-own-watch = Ứng dụng của { $contact } tự nhận ra, không cần máy chủ.
missed-letter = Có thư cho { $contact }: { $subject }
missed-reads = { $contact } đọc: { $text }
missed-places = { $contact } giờ xem được những nơi gần nhất. Mới nhất: { $place }
missed-hold = { $contact } xin thêm chút thời gian trước bước tiếp theo. Những người khác đều thấy.
missed-opened = { $contact } giờ xem được hồ sơ: { $text }
missed-found = Đã tìm thấy điện thoại của { $name }.
missed-stays = Trang gia đình vẫn mở cho đến khi bạn bấm { $key }.
missed-done = Mọi bước đều đã diễn ra.
missed-story = Cả câu chuyện trên một trang: { $path }
missed-when = Khi nào
missed-who = Ai
missed-what = Việc gì
missed-timeline = Chuyện đã xảy ra, từng bước
missed-letters = Các lá thư
missed-map = Những nơi gần nhất
missed-limits-title = Điều này không hứa gì
missed-limits = Im lặng không có nghĩa là đã xảy ra chuyện xấu, và một tin nhắn không có nghĩa là an toàn. Máy chủ không đọc được tin, nhưng thấy khi nào tin đến, và có thể giữ lại. Điện thoại không có mạng thì không gửi được gì. Mỗi bước báo cho mọi người; không ai hứa được rằng họ sẽ hành động.
missed-teller = Câu chuyện
missed-relay = Máy chủ
missed-file-title = Hồ sơ
