### Machine translation, not reviewed by a native speaker.
### What the relay writes to people without the app.

## E-mail.

mail-subject = Xin mở trang gia đình của bạn
mail-body =
    Xin chào,

    có tin mới cho bạn. Xin mở trang gia đình của bạn:

    { $url }
mail-urgent-subject = Xin mở trang gia đình của bạn ngay
mail-urgent-body =
    Xin chào,

    có việc gấp cho bạn. Xin mở trang gia đình của bạn ngay:

    { $url }
mail-practice-subject = Tập dượt: xin mở trang gia đình của bạn
mail-practice-body =
    Xin chào,

    đây chỉ là tập dượt. Không có chuyện gì xảy ra. Xin mở trang gia đình của bạn và trả lời ở đó, như khi có chuyện thật:

    { $url }
confirm-subject = Xin xác nhận: tin gửi đến địa chỉ này
confirm-body =
    Xin chào,

    có người nhờ chúng tôi gửi tin cho bạn ở đây. Nếu bạn đồng ý, hãy mở liên kết này và bấm nút:

    { $url }

    Nếu bạn không đồng ý, không cần làm gì. Sẽ không có tin nào gửi đến.
opt-out =
    Để không nhận tin nữa, hãy mở:
    { $url }

## Push messages.

push-title = Trang gia đình
push-body = Có tin mới. Xin mở trang gia đình của bạn.
push-urgent-title = Trang gia đình: gấp
push-urgent-body = Xin mở trang gia đình của bạn ngay.
push-practice-title = Trang gia đình: tập dượt
push-practice-body = Đây chỉ là tập dượt. Xin mở trang gia đình của bạn và trả lời ở đó.
push-confirm-title = Tin gửi đến máy này
push-confirm-body = Có người nhờ chúng tôi gửi tin cho bạn ở đây. Nếu bạn đồng ý, hãy mở tin này và bấm nút.
push-open = Mở
push-stop = Ngừng nhận tin

## SMS.

sms-question = Có người muốn gửi bạn tin ngắn về an toàn. Đồng ý: 1, không: 3.
sms-footer = Trả lời 1: đã xem, 2: tôi đang lo, 3: ngừng.
sms-agreed = Cảm ơn. Tin sẽ gửi đến số này. Trả lời 3 để ngừng.
sms-refused = Cảm ơn. Sẽ không có tin nào gửi đến.
sms-seen = Cảm ơn. Đã ghi nhận bạn đã xem.
sms-on-it = Cảm ơn. Đã ghi nhận bạn đang lo việc này.
sms-stopped = Số này sẽ không nhận tin nữa.
sms-not-understood = Không hiểu. Trả lời 1: đồng ý/đã xem, 2: tôi đang lo, 3: ngừng.
sms-check-in-came = Đã có tin. Chưa có nghĩa là mọi việc đều ổn. Xin tiếp tục gọi.

## The pages behind the links.

page-confirm-title = Tin cho bạn
page-confirm-text = Có người nhờ chúng tôi gửi tin cho bạn. Bạn có đồng ý không? Bạn có thể ngừng bất cứ lúc nào.
page-confirm-button = Vâng, tôi đồng ý
page-confirmed-title = Cảm ơn bạn
page-confirmed-text = Tin sẽ được gửi đến bạn. Mỗi tin đều có liên kết để ngừng. Bạn có thể đóng trang này.
page-opt-out-title = Ngừng nhận tin?
page-opt-out-text = Nếu bấm nút, bạn sẽ không nhận tin nữa. Bạn cũng sẽ không nhận được cảnh báo.
page-opt-out-button = Ngừng nhận tin
page-opted-out-title = Đã ngừng gửi tin
page-opted-out-text = Bạn sẽ không nhận tin nữa. Bạn có thể đóng trang này.
page-expired-title = Liên kết này không còn hiệu lực
page-expired-text = Liên kết có thể đã cũ hoặc đã được dùng. Xin hỏi người đã đưa cho bạn để lấy liên kết mới.
page-busy-title = Xin thử lại
page-busy-text = Trang này hiện không trả lời được. Xin thử lại sau vài phút.
