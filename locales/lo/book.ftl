### Machine translation, not reviewed by a native speaker.
### What a book of notes and expenses may say.

## Something bought: one line of at most 100 bytes.

bus = ຄ່າລົດເມ
lunch = ເຂົ້າສວຍ
dinner = ເຂົ້າແລງ
coffee = ກາເຟ
tea = ຊາ
water = ນ້ຳດື່ມ
snacks = ເຂົ້າໜົມ
bread = ເຂົ້າຈີ່
rice = ເຂົ້າສານ
vegetables = ຜັກ
fruit = ໝາກໄມ້
eggs = ໄຂ່
chicken = ໄກ່
fish = ປາ
oil = ນ້ຳມັນພືດ
soap = ສະບູ
laundry = ຊັກເຄື່ອງ
haircut = ຕັດຜົມ
medicine = ຢາແກ້ຫວັດ
shoes = ເກີບ
shirt = ເສື້ອ
taxi = ລົດແທັກຊີ
credit = ເຕີມເງິນໂທລະສັບ
gift = ຂອງຂວັນວັນເກີດ

## Above a note: one line of at most 100 bytes.

to-do = ຕ້ອງເຮັດ
to-buy = ຕ້ອງຊື້
remember = ຢ່າລືມ
today = ມື້ນີ້

## A note.

call-home = ໂທກັບບ້ານວັນອາທິດ
send-photos = ສົ່ງຮູບໃຫ້ນ້ອງສາວ
wash-sheets = ຊັກຜ້າປູບ່ອນ
mend-shirt = ຫຍິບເສື້ອສີຟ້າ
clean-shoes = ເຊັດເກີບ
return-umbrella = ສົ່ງຄັນຮົ່ມຄືນ
buy-onions = ຫົວຜັກບົ່ວ ກະທຽມ ແລະ ໄຂ່
buy-toothpaste = ຢາຖູແຂ້ວ ແລະ ສະບູ
buy-socks = ຖົງຕີນ ຖ້າຖືກ
buy-batteries = ຖ່ານໄຟສາຍ
buy-rice = ເຂົ້າສານ ແລະ ນ້ຳມັນ
birthday = ອາທິດໜ້າວັນເກີດແມ່
first-bus = ລົດຄັນທຳອິດອອກຫົກໂມງເຄິ່ງ
shop-closed = ຮ້ານປິດວັນຈັນ
take-umbrella = ເອົາຄັນຮົ່ມໄປ ຝົນຊິຕົກ
shoe-size = ນ້ອງຊາຍໃສ່ເກີບເບີ 41
tired = ເມື່ອຍ ນອນໄວ
old-song = ໄດ້ຍິນເພງເກົ່າຢູ່ເທິງລົດ
rain = ຝົນຕົກໝົດຄືນ
good-food = ອາຫານແຊບ
new-words = ຮຽນຄຳໃໝ່ສາມຄຳ

## Below something bought.

half-each = ອອກຜູ້ລະເຄິ່ງກັບໝູ່
cheaper = ຖືກກວ່າເທື່ອກ່ອນ
