### Machine translation, not reviewed by a native speaker.
### What a book of notes and expenses may say.

## Something bought: one line of at most 100 bytes.

bus = Pamasahe sa bus
lunch = Tanghalian
dinner = Hapunan
coffee = Kape
tea = Tsaa
water = Inuming tubig
snacks = Meryenda
bread = Tinapay
rice = Bigas
vegetables = Gulay
fruit = Prutas
eggs = Itlog
chicken = Manok
fish = Isda
oil = Mantika
soap = Sabon
laundry = Palaba
haircut = Pagupit
medicine = Gamot sa sipon
shoes = Sapatos
shirt = Polo
taxi = Taksi
credit = Load
gift = Regalo sa kaarawan

## Above a note: one line of at most 100 bytes.

to-do = Gagawin
to-buy = Bibilhin
remember = Tandaan
today = Ngayon

## A note.

call-home = Tumawag sa bahay sa Linggo
send-photos = Ipadala ang mga litrato kay ate
wash-sheets = Labhan ang mga kumot
mend-shirt = Tahiin ang asul na polo
clean-shoes = Linisin ang sapatos
return-umbrella = Isauli ang payong
buy-onions = Sibuyas, bawang at itlog
buy-toothpaste = Toothpaste at sabon
buy-socks = Medyas, kung mura
buy-batteries = Baterya ng flashlight
buy-rice = Bigas at mantika
birthday = Kaarawan ni Nanay sa susunod na linggo
first-bus = Alas-sais y medya ang unang bus
shop-closed = Sarado ang tindahan sa Lunes
take-umbrella = Magdala ng payong, uulan
shoe-size = 41 ang sukat ng sapatos ni kuya
tired = Pagod, maagang matutulog
old-song = Narinig ko ang isang lumang kanta sa bus
rain = Umulan buong gabi
good-food = Masarap ang pagkain
new-words = Natuto ng tatlong bagong salita

## Below something bought.

half-each = Hati kami ng kaibigan
cheaper = Mas mura kaysa noong huli
