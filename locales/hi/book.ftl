### Machine translation, not reviewed by a native speaker.
### What a book of notes and expenses may say.

## Something bought: one line of at most 100 bytes.

bus = बस का किराया
lunch = दोपहर का खाना
dinner = रात का खाना
coffee = कॉफ़ी
tea = चाय
water = पीने का पानी
snacks = नाश्ता
bread = ब्रेड
rice = चावल
vegetables = सब्ज़ियाँ
fruit = फल
eggs = अंडे
chicken = मुर्गा
fish = मछली
oil = खाने का तेल
soap = साबुन
laundry = कपड़ों की धुलाई
haircut = बाल कटवाए
medicine = ज़ुकाम की दवा
shoes = जूते
shirt = कमीज़
taxi = टैक्सी
credit = मोबाइल रिचार्ज
gift = जन्मदिन का तोहफ़ा

## Above a note: one line of at most 100 bytes.

to-do = करना है
to-buy = ख़रीदना है
remember = याद रखना
today = आज

## A note.

call-home = रविवार को घर फ़ोन करना
send-photos = बहन को तस्वीरें भेजना
wash-sheets = चादरें धोना
mend-shirt = नीली कमीज़ सिलना
clean-shoes = जूते साफ़ करना
return-umbrella = छाता लौटाना
buy-onions = प्याज़, लहसुन और अंडे
buy-toothpaste = टूथपेस्ट और साबुन
buy-socks = मोज़े, अगर सस्ते हों
buy-batteries = टॉर्च के सेल
buy-rice = चावल और तेल
birthday = अगले हफ़्ते माँ का जन्मदिन है
first-bus = पहली बस साढ़े छह बजे जाती है
shop-closed = दुकान सोमवार को बंद रहती है
take-umbrella = छाता साथ रखना, बारिश होगी
shoe-size = भाई के जूते का नंबर 41 है
tired = थक गया, जल्दी सोना है
old-song = बस में एक पुराना गाना सुना
rain = रात भर बारिश हुई
good-food = खाना अच्छा था
new-words = तीन नए शब्द सीखे

## Below something bought.

half-each = दोस्त के साथ आधा-आधा
cheaper = पिछली बार से सस्ता
