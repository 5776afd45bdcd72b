### Source text.
### What a book of notes and expenses may say.

## Something bought: one line of at most 100 bytes.

bus = Bus fare
lunch = Lunch
dinner = Dinner
coffee = Coffee
tea = Tea
water = Drinking water
snacks = Snacks
bread = Bread
rice = Rice
vegetables = Vegetables
fruit = Fruit
eggs = Eggs
chicken = Chicken
fish = Fish
oil = Cooking oil
soap = Soap
laundry = Laundry
haircut = Haircut
medicine = Medicine for a cold
shoes = Shoes
shirt = Shirt
taxi = Taxi
credit = Phone credit
gift = Birthday present

## Above a note: one line of at most 100 bytes.

to-do = To do
to-buy = To buy
remember = Remember
today = Today

## A note.

call-home = Call home on Sunday
send-photos = Send the photos to my sister
wash-sheets = Wash the bed sheets
mend-shirt = Mend the blue shirt
clean-shoes = Clean the shoes
return-umbrella = Give the umbrella back
buy-onions = Onions, garlic and eggs
buy-toothpaste = Toothpaste and soap
buy-socks = Socks, if they are cheap
buy-batteries = Batteries for the torch
buy-rice = Rice and cooking oil
birthday = Mother has her birthday next week
first-bus = The first bus goes at half past six
shop-closed = The shop is closed on Monday
take-umbrella = Take the umbrella, it will rain
shoe-size = My brother wears size 41
tired = Tired, early to bed
old-song = Heard an old song on the bus
rain = It rained the whole night
good-food = The food was good
new-words = Learnt three new words

## Below something bought.

half-each = Half each with a friend
cheaper = Cheaper than last time
