### Machine translation, not reviewed by a native speaker.
### What a book of notes and expenses may say.

## Something bought: one line of at most 100 bytes.

bus = بس کا کرایہ
lunch = دوپہر کا کھانا
dinner = رات کا کھانا
coffee = کافی
tea = چائے
water = پینے کا پانی
snacks = ناشتہ
bread = ڈبل روٹی
rice = چاول
vegetables = سبزیاں
fruit = پھل
eggs = انڈے
chicken = مرغی
fish = مچھلی
oil = کھانے کا تیل
soap = صابن
laundry = کپڑوں کی دھلائی
haircut = بال کٹوائے
medicine = زکام کی دوا
shoes = جوتے
shirt = قمیض
taxi = ٹیکسی
credit = موبائل ریچارج
gift = سالگرہ کا تحفہ

## Above a note: one line of at most 100 bytes.

to-do = کرنا ہے
to-buy = خریدنا ہے
remember = یاد رکھنا
today = آج

## A note.

call-home = اتوار کو گھر فون کرنا
send-photos = بہن کو تصویریں بھیجنا
wash-sheets = چادریں دھونا
mend-shirt = نیلی قمیض سینا
clean-shoes = جوتے صاف کرنا
return-umbrella = چھتری واپس کرنا
buy-onions = پیاز، لہسن اور انڈے
buy-toothpaste = ٹوتھ پیسٹ اور صابن
buy-socks = سستے ہوں تو موزے
buy-batteries = ٹارچ کے سیل
buy-rice = چاول اور تیل
birthday = اگلے ہفتے امی کی سالگرہ ہے
first-bus = پہلی بس ساڑھے چھ بجے جاتی ہے
shop-closed = دکان پیر کو بند ہوتی ہے
take-umbrella = بارش ہو گی، چھتری لے جانا
shoe-size = بھائی کے جوتے کا نمبر 41 ہے
tired = تھکن ہے، جلدی سونا ہے
old-song = بس میں ایک پرانا گانا سنا
rain = ساری رات بارش ہوئی
good-food = کھانا اچھا تھا
new-words = تین نئے لفظ سیکھے

## Below something bought.

half-each = دوست کے ساتھ آدھا آدھا
cheaper = پچھلی بار سے سستا
