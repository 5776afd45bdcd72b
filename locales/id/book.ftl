### Machine translation, not reviewed by a native speaker.
### What a book of notes and expenses may say.

## Something bought: one line of at most 100 bytes.

bus = Ongkos bus
lunch = Makan siang
dinner = Makan malam
coffee = Kopi
tea = Teh
water = Air minum
snacks = Camilan
bread = Roti
rice = Beras
vegetables = Sayuran
fruit = Buah
eggs = Telur
chicken = Ayam
fish = Ikan
oil = Minyak goreng
soap = Sabun
laundry = Cuci baju
haircut = Potong rambut
medicine = Obat pilek
shoes = Sepatu
shirt = Kemeja
taxi = Taksi
credit = Pulsa
gift = Kado ulang tahun

## Above a note: one line of at most 100 bytes.

to-do = Yang harus dikerjakan
to-buy = Yang harus dibeli
remember = Ingat
today = Hari ini

## A note.

call-home = Telepon rumah hari Minggu
send-photos = Kirim foto ke adik
wash-sheets = Cuci seprai
mend-shirt = Jahit kemeja biru
clean-shoes = Bersihkan sepatu
return-umbrella = Kembalikan payung
buy-onions = Bawang merah, bawang putih, telur
buy-toothpaste = Pasta gigi dan sabun
buy-socks = Kaus kaki, kalau murah
buy-batteries = Baterai senter
buy-rice = Beras dan minyak
birthday = Minggu depan ibu ulang tahun
first-bus = Bus pertama jam setengah tujuh
shop-closed = Toko tutup hari Senin
take-umbrella = Bawa payung, akan hujan
shoe-size = Ukuran sepatu kakak 41
tired = Capek, tidur cepat
old-song = Dengar lagu lama di bus
rain = Hujan semalaman
good-food = Makanannya enak
new-words = Belajar tiga kata baru

## Below something bought.

half-each = Bayar separuh-separuh sama teman
cheaper = Lebih murah dari kemarin
