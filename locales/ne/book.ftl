### Machine translation, not reviewed by a native speaker.
### What a book of notes and expenses may say.

## Something bought: one line of at most 100 bytes.

bus = बस भाडा
lunch = दिउँसोको खाना
dinner = बेलुकाको खाना
coffee = कफी
tea = चिया
water = पिउने पानी
snacks = खाजा
bread = पाउरोटी
rice = चामल
vegetables = तरकारी
fruit = फलफूल
eggs = अण्डा
chicken = कुखुराको मासु
fish = माछा
oil = खाने तेल
soap = साबुन
laundry = लुगा धुलाइ
haircut = कपाल काटेको
medicine = रुघाको औषधि
shoes = जुत्ता
shirt = कमिज
taxi = ट्याक्सी
credit = मोबाइल रिचार्ज
gift = जन्मदिनको उपहार

## Above a note: one line of at most 100 bytes.

to-do = गर्नुपर्ने
to-buy = किन्नुपर्ने
remember = सम्झनुपर्ने
today = आज

## A note.

call-home = आइतबार घरमा फोन गर्ने
send-photos = बहिनीलाई तस्बिर पठाउने
wash-sheets = तन्ना धुने
mend-shirt = निलो कमिज सिलाउने
clean-shoes = जुत्ता सफा गर्ने
return-umbrella = छाता फिर्ता दिने
buy-onions = प्याज, लसुन र अण्डा
buy-toothpaste = दन्तमञ्जन र साबुन
buy-socks = सस्तो भए मोजा
buy-batteries = टर्चको ब्याट्री
buy-rice = चामल र तेल
birthday = अर्को हप्ता आमाको जन्मदिन
first-bus = पहिलो बस साढे छ बजे जान्छ
shop-closed = पसल सोमबार बन्द हुन्छ
take-umbrella = पानी पर्छ, छाता लैजाने
shoe-size = भाइको जुत्ताको नाप 41
tired = थकाइ लाग्यो, चाँडै सुत्ने
old-song = बसमा पुरानो गीत सुनेँ
rain = रातभर पानी पर्‍यो
good-food = खाना मीठो थियो
new-words = तीनवटा नयाँ शब्द सिकेँ

## Below something bought.

half-each = साथीसँग आधा-आधा
cheaper = पहिलेभन्दा सस्तो
