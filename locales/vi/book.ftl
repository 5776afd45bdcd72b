### Machine translation, not reviewed by a native speaker.
### What a book of notes and expenses may say.

## Something bought: one line of at most 100 bytes.

bus = Vé xe buýt
lunch = Cơm trưa
dinner = Cơm tối
coffee = Cà phê
tea = Trà
water = Nước uống
snacks = Đồ ăn vặt
bread = Bánh mì
rice = Gạo
vegetables = Rau
fruit = Trái cây
eggs = Trứng
chicken = Thịt gà
fish = Cá
oil = Dầu ăn
soap = Xà phòng
laundry = Giặt đồ
haircut = Cắt tóc
medicine = Thuốc cảm
shoes = Giày
shirt = Áo sơ mi
taxi = Đi taxi
credit = Nạp tiền điện thoại
gift = Quà sinh nhật

## Above a note: one line of at most 100 bytes.

to-do = Cần làm
to-buy = Cần mua
remember = Nhớ
today = Hôm nay

## A note.

call-home = Chủ nhật gọi về nhà
send-photos = Gửi ảnh cho em gái
wash-sheets = Giặt ga giường
mend-shirt = Vá áo sơ mi xanh
clean-shoes = Lau giày
return-umbrella = Trả lại cái ô
buy-onions = Hành, tỏi và trứng
buy-toothpaste = Kem đánh răng và xà phòng
buy-socks = Tất, nếu rẻ
buy-batteries = Bóng đèn mới
buy-rice = Gạo và dầu ăn
birthday = Tuần sau sinh nhật mẹ
first-bus = Chuyến xe đầu tiên lúc sáu giờ rưỡi
shop-closed = Cửa hàng nghỉ thứ Hai
take-umbrella = Mang ô, trời sắp mưa
shoe-size = Em trai đi giày cỡ 41
tired = Mệt, đi ngủ sớm
old-song = Nghe một bài hát cũ trên xe buýt
rain = Mưa cả đêm
good-food = Đồ ăn ngon
new-words = Học được ba từ mới

## Below something bought.

half-each = Chia đôi với bạn
cheaper = Rẻ hơn lần trước
