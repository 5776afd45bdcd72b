### Machine translation, not reviewed by a native speaker.
### What a book of notes and expenses may say.

## Something bought: one line of at most 100 bytes.

bus = ថ្លៃឡានក្រុង
lunch = បាយថ្ងៃត្រង់
dinner = បាយល្ងាច
coffee = កាហ្វេ
tea = តែ
water = ទឹកផឹក
snacks = នំចំណី
bread = នំប៉័ង
rice = អង្ករ
vegetables = បន្លែ
fruit = ផ្លែឈើ
eggs = ស៊ុតមាន់
chicken = សាច់មាន់
fish = ត្រី
oil = ប្រេងឆា
soap = សាប៊ូ
laundry = បោកខោអាវ
haircut = កាត់សក់
medicine = ថ្នាំផ្ដាសាយ
shoes = ស្បែកជើង
shirt = អាវ
taxi = តាក់ស៊ី
credit = កាតទូរស័ព្ទ
gift = កាដូខួបកំណើត

## Above a note: one line of at most 100 bytes.

to-do = ត្រូវធ្វើ
to-buy = ត្រូវទិញ
remember = កុំភ្លេច
today = ថ្ងៃនេះ

## A note.

call-home = ហៅទៅផ្ទះថ្ងៃអាទិត្យ
send-photos = ផ្ញើរូបថតឱ្យប្អូនស្រី
wash-sheets = បោកកម្រាលពូក
mend-shirt = ដេរអាវពណ៌ខៀវ
clean-shoes = ជូតស្បែកជើង
return-umbrella = សងឆ័ត្រវិញ
buy-onions = ខ្ទឹមបារាំង ខ្ទឹមស និងស៊ុត
buy-toothpaste = ថ្នាំដុសធ្មេញ និងសាប៊ូ
buy-socks = ស្រោមជើង បើថោក
buy-batteries = ថ្មពិល
buy-rice = អង្ករ និងប្រេងឆា
birthday = អាទិត្យក្រោយខួបកំណើតម្តាយ
first-bus = ឡានដំបូងចេញម៉ោងប្រាំមួយកន្លះ
shop-closed = ហាងបិទថ្ងៃចន្ទ
take-umbrella = យកឆ័ត្រទៅ មេឃហៀបភ្លៀង
shoe-size = ប្អូនប្រុសពាក់ស្បែកជើងលេខ 41
tired = ហត់ ចូលគេងឆាប់
old-song = លឺបទចាស់មួយនៅលើឡាន
rain = ភ្លៀងពេញមួយយប់
good-food = ម្ហូបឆ្ងាញ់
new-words = រៀនបានពាក្យថ្មីបី

## Below something bought.

half-each = ចេញម្នាក់ពាក់កណ្តាលជាមួយមិត្ត
cheaper = ថោកជាងលើកមុន
