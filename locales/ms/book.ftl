### Machine translation, not reviewed by a native speaker.
### What a book of notes and expenses may say.

## Something bought: one line of at most 100 bytes.

bus = Tambang bas
lunch = Makan tengah hari
dinner = Makan malam
coffee = Kopi
tea = Teh
water = Air minuman
snacks = Makanan ringan
bread = Roti
rice = Beras
vegetables = Sayur
fruit = Buah
eggs = Telur
chicken = Ayam
fish = Ikan
oil = Minyak masak
soap = Sabun
laundry = Dobi
haircut = Gunting rambut
medicine = Ubat selesema
shoes = Kasut
shirt = Baju
taxi = Teksi
credit = Tambah nilai telefon
gift = Hadiah hari jadi

## Above a note: one line of at most 100 bytes.

to-do = Perlu dibuat
to-buy = Perlu dibeli
remember = Ingat
today = Hari ini

## A note.

call-home = Telefon ke rumah hari Ahad
send-photos = Hantar gambar kepada adik
wash-sheets = Basuh cadar
mend-shirt = Jahit baju biru
clean-shoes = Bersihkan kasut
return-umbrella = Pulangkan payung
buy-onions = Bawang, bawang putih dan telur
buy-toothpaste = Ubat gigi dan sabun
buy-socks = Stoking, kalau murah
buy-batteries = Bateri lampu suluh
buy-rice = Beras dan minyak
birthday = Minggu depan hari jadi emak
first-bus = Bas pertama pukul enam setengah
shop-closed = Kedai tutup hari Isnin
take-umbrella = Bawa payung, hari nak hujan
shoe-size = Saiz kasut abang 41
tired = Penat, tidur awal
old-song = Dengar lagu lama dalam bas
rain = Hujan sepanjang malam
good-food = Makanan sedap
new-words = Belajar tiga perkataan baru

## Below something bought.

half-each = Bayar separuh seorang dengan kawan
cheaper = Lebih murah daripada dulu
