### Machine translation, not reviewed by a native speaker.
### What a book of notes and expenses may say.

## Something bought: one line of at most 100 bytes.

bus = ค่ารถเมล์
lunch = ข้าวกลางวัน
dinner = ข้าวเย็น
coffee = กาแฟ
tea = ชา
water = น้ำดื่ม
snacks = ขนม
bread = ขนมปัง
rice = ข้าวสาร
vegetables = ผัก
fruit = ผลไม้
eggs = ไข่
chicken = ไก่
fish = ปลา
oil = น้ำมันพืช
soap = สบู่
laundry = ซักผ้า
haircut = ตัดผม
medicine = ยาแก้หวัด
shoes = รองเท้า
shirt = เสื้อเชิ้ต
taxi = แท็กซี่
credit = เติมเงินมือถือ
gift = ของขวัญวันเกิด

## Above a note: one line of at most 100 bytes.

to-do = ต้องทำ
to-buy = ต้องซื้อ
remember = อย่าลืม
today = วันนี้

## A note.

call-home = โทรกลับบ้านวันอาทิตย์
send-photos = ส่งรูปให้น้องสาว
wash-sheets = ซักผ้าปูที่นอน
mend-shirt = เย็บเสื้อสีฟ้า
clean-shoes = ขัดรองเท้า
return-umbrella = คืนร่ม
buy-onions = หอมใหญ่ กระเทียม ไข่
buy-toothpaste = ยาสีฟันกับสบู่
buy-socks = ถุงเท้า ถ้าถูก
buy-batteries = ถ่านไฟฉาย
buy-rice = ข้าวสารกับน้ำมัน
birthday = อาทิตย์หน้าวันเกิดแม่
first-bus = รถเมล์คันแรกออกหกโมงครึ่ง
shop-closed = ร้านปิดวันจันทร์
take-umbrella = เอาร่มไปด้วย ฝนจะตก
shoe-size = น้องชายใส่รองเท้าเบอร์ 41
tired = เหนื่อย นอนเร็ว
old-song = ได้ยินเพลงเก่าบนรถเมล์
rain = ฝนตกทั้งคืน
good-food = กับข้าวอร่อย
new-words = เรียนคำใหม่สามคำ

## Below something bought.

half-each = หารครึ่งกับเพื่อน
cheaper = ถูกกว่าคราวก่อน
