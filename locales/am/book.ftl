### Machine translation, not reviewed by a native speaker.
### What a book of notes and expenses may say.

## Something bought: one line of at most 100 bytes.

bus = የአውቶቡስ ዋጋ
lunch = ምሳ
dinner = እራት
coffee = ቡና
tea = ሻይ
water = የመጠጥ ውሃ
snacks = ቁርስ
bread = ዳቦ
rice = ሩዝ
vegetables = አትክልት
fruit = ፍራፍሬ
eggs = እንቁላል
chicken = ዶሮ
fish = ዓሣ
oil = የምግብ ዘይት
soap = ሳሙና
laundry = ልብስ ማሳጠብ
haircut = ፀጉር መቆረጥ
medicine = የጉንፋን መድኃኒት
shoes = ጫማ
shirt = ሸሚዝ
taxi = ታክሲ
credit = የስልክ ካርድ
gift = የልደት ስጦታ

## Above a note: one line of at most 100 bytes.

to-do = የሚሠራ
to-buy = የሚገዛ
remember = ማስታወሻ
today = ዛሬ

## A note.

call-home = እሑድ ቤት መደወል
send-photos = ፎቶዎቹን ለእህቴ መላክ
wash-sheets = አንሶላ ማጠብ
mend-shirt = ሰማያዊውን ሸሚዝ መስፋት
clean-shoes = ጫማ ማጽዳት
return-umbrella = ጃንጥላውን መመለስ
buy-onions = ሽንኩርት፣ ነጭ ሽንኩርት እና እንቁላል
buy-toothpaste = የጥርስ ሳሙና እና ሳሙና
buy-socks = ርካሽ ከሆነ ካልሲ
buy-batteries = የባትሪ ድንጋይ
buy-rice = ሩዝ እና ዘይት
birthday = በሚቀጥለው ሳምንት የእናቴ ልደት ነው
first-bus = የመጀመሪያው አውቶቡስ በአሥራ ሁለት ተኩል ይሄዳል
shop-closed = ሱቁ ሰኞ ዝግ ነው
take-umbrella = ይዘንባል፣ ጃንጥላ መያዝ
shoe-size = የወንድሜ የጫማ ቁጥር 41 ነው
tired = ደክሞኛል፣ ቶሎ መተኛት
old-song = አውቶቡስ ውስጥ የድሮ ዘፈን ሰማሁ
rain = ሌሊቱን ሙሉ ዘነበ
good-food = ምግቡ ጥሩ ነበር
new-words = ሦስት አዲስ ቃላት ተማርኩ

## Below something bought.

half-each = ከጓደኛዬ ጋር እኩል ከፈልን
cheaper = ካለፈው ጊዜ ርካሽ ነው
