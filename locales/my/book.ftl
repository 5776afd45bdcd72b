### Machine translation, not reviewed by a native speaker.
### What a book of notes and expenses may say.

## Something bought: one line of at most 100 bytes.

bus = ဘတ်စ်ကားခ
lunch = နေ့လယ်စာ
dinner = ညစာ
coffee = ကော်ဖီ
tea = လက်ဖက်ရည်
water = သောက်ရေ
snacks = သရေစာ
bread = ပေါင်မုန့်
rice = ဆန်
vegetables = ဟင်းသီးဟင်းရွက်
fruit = သစ်သီး
eggs = ကြက်ဥ
chicken = ကြက်သား
fish = ငါး
oil = ဆီ
soap = ဆပ်ပြာ
laundry = အဝတ်လျှော်ခ
haircut = ဆံပင်ညှပ်ခ
medicine = အအေးမိဆေး
shoes = ဖိနပ်
shirt = အင်္ကျီ
taxi = တက္ကစီ
credit = ဖုန်းဘေလ်
gift = မွေးနေ့လက်ဆောင်

## Above a note: one line of at most 100 bytes.

to-do = လုပ်ရန်
to-buy = ဝယ်ရန်
remember = မမေ့ရန်
today = ဒီနေ့

## A note.

call-home = တနင်္ဂနွေနေ့ အိမ်ကို ဖုန်းဆက်ရန်
send-photos = ညီမဆီ ဓာတ်ပုံတွေ ပို့ရန်
wash-sheets = အိပ်ရာခင်း လျှော်ရန်
mend-shirt = အပြာရောင်အင်္ကျီ ချုပ်ရန်
clean-shoes = ဖိနပ် သန့်ရှင်းရန်
return-umbrella = ထီး ပြန်ပေးရန်
buy-onions = ကြက်သွန်နီ၊ ကြက်သွန်ဖြူ၊ ကြက်ဥ
buy-toothpaste = သွားတိုက်ဆေးနဲ့ ဆပ်ပြာ
buy-socks = ခြေအိတ်၊ ဈေးသက်သာရင်
buy-batteries = လက်နှိပ်ဓာတ်မီး ဓာတ်ခဲ
buy-rice = ဆန်နဲ့ ဆီ
birthday = နောက်အပတ် အမေ့မွေးနေ့
first-bus = ပထမဆုံးကား ခြောက်နာရီခွဲ ထွက်တယ်
shop-closed = ဆိုင်က တနင်္လာနေ့ ပိတ်တယ်
take-umbrella = မိုးရွာမယ်၊ ထီးယူသွားရန်
shoe-size = ညီလေး ဖိနပ်ဆိုဒ် 41
tired = ပင်ပန်းတယ်၊ စောစောအိပ်မယ်
old-song = ကားပေါ်မှာ သီချင်းဟောင်းတစ်ပုဒ် ကြားတယ်
rain = တစ်ညလုံး မိုးရွာတယ်
good-food = ထမင်းဟင်း ကောင်းတယ်
new-words = စကားလုံးအသစ် သုံးလုံး သင်ရတယ်

## Below something bought.

half-each = သူငယ်ချင်းနဲ့ တစ်ဝက်စီ
cheaper = အရင်တစ်ခါထက် ဈေးသက်သာ
