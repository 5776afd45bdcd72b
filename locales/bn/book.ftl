### Machine translation, not reviewed by a native speaker.
### What a book of notes and expenses may say.

## Something bought: one line of at most 100 bytes.

bus = বাস ভাড়া
lunch = দুপুরের খাবার
dinner = রাতের খাবার
coffee = কফি
tea = চা
water = খাওয়ার পানি
snacks = নাশতা
bread = পাউরুটি
rice = চাল
vegetables = সবজি
fruit = ফল
eggs = ডিম
chicken = মুরগি
fish = মাছ
oil = রান্নার তেল
soap = সাবান
laundry = কাপড় ধোয়া
haircut = চুল কাটা
medicine = সর্দির ওষুধ
shoes = জুতা
shirt = শার্ট
taxi = ট্যাক্সি
credit = মোবাইল রিচার্জ
gift = জন্মদিনের উপহার

## Above a note: one line of at most 100 bytes.

to-do = করতে হবে
to-buy = কিনতে হবে
remember = মনে রাখা
today = আজ

## A note.

call-home = রবিবার বাড়িতে ফোন করা
send-photos = বোনকে ছবি পাঠানো
wash-sheets = বিছানার চাদর ধোয়া
mend-shirt = নীল শার্ট সেলাই করা
clean-shoes = জুতা পরিষ্কার করা
return-umbrella = ছাতা ফেরত দেওয়া
buy-onions = পেঁয়াজ, রসুন আর ডিম
buy-toothpaste = টুথপেস্ট আর সাবান
buy-socks = সস্তা হলে মোজা
buy-batteries = টর্চের ব্যাটারি
buy-rice = চাল আর তেল
birthday = সামনের সপ্তাহে মায়ের জন্মদিন
first-bus = প্রথম বাস সাড়ে ছয়টায়
shop-closed = সোমবার দোকান বন্ধ
take-umbrella = বৃষ্টি হবে, ছাতা নেওয়া
shoe-size = ভাইয়ের জুতার মাপ 41
tired = ক্লান্ত, তাড়াতাড়ি ঘুমাব
old-song = বাসে একটা পুরোনো গান শুনলাম
rain = সারা রাত বৃষ্টি হয়েছে
good-food = খাবার ভালো ছিল
new-words = তিনটা নতুন শব্দ শিখলাম

## Below something bought.

half-each = বন্ধুর সঙ্গে অর্ধেক করে
cheaper = আগের বারের চেয়ে সস্তা
