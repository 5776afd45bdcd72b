### Machine translation, not reviewed by a native speaker.
### What a book of notes and expenses may say.

## Something bought: one line of at most 100 bytes.

bus = Nauli ya basi
lunch = Chakula cha mchana
dinner = Chakula cha jioni
coffee = Kahawa
tea = Chai
water = Maji ya kunywa
snacks = Vitafunio
bread = Mkate
rice = Mchele
vegetables = Mboga
fruit = Matunda
eggs = Mayai
chicken = Kuku
fish = Samaki
oil = Mafuta ya kupikia
soap = Sabuni
laundry = Kufua nguo
haircut = Kunyoa nywele
medicine = Dawa ya mafua
shoes = Viatu
shirt = Shati
taxi = Teksi
credit = Vocha ya simu
gift = Zawadi ya siku ya kuzaliwa

## Above a note: one line of at most 100 bytes.

to-do = Ya kufanya
to-buy = Ya kununua
remember = Kukumbuka
today = Leo

## A note.

call-home = Kupiga simu nyumbani Jumapili
send-photos = Kumtumia dada yangu picha
wash-sheets = Kufua mashuka
mend-shirt = Kushona shati la bluu
clean-shoes = Kusafisha viatu
return-umbrella = Kurudisha mwavuli
buy-onions = Vitunguu, kitunguu saumu na mayai
buy-toothpaste = Dawa ya meno na sabuni
buy-socks = Soksi, kama ni bei nafuu
buy-batteries = Betri za tochi
buy-rice = Mchele na mafuta
birthday = Wiki ijayo ni siku ya kuzaliwa ya mama
first-bus = Basi la kwanza huondoka saa kumi na mbili na nusu
shop-closed = Duka hufungwa Jumatatu
take-umbrella = Mvua itanyesha, nichukue mwavuli
shoe-size = Ndugu yangu huvaa namba 41
tired = Nimechoka, nalala mapema
old-song = Nimesikia wimbo wa zamani kwenye basi
rain = Mvua imenyesha usiku kucha
good-food = Chakula kilikuwa kizuri
new-words = Nimejifunza maneno matatu mapya

## Below something bought.

half-each = Nusu kwa nusu na rafiki
cheaper = Nafuu kuliko mara iliyopita
