### Machine translation, not reviewed by a native speaker.
### What the relay writes to people without the app.

## E-mail.

mail-subject = እባክዎ የቤተሰብ ገጽዎን ይክፈቱ
mail-body =
    ሰላም፣

    ለእርስዎ አዲስ ነገር አለ። እባክዎ የቤተሰብ ገጽዎን ይክፈቱ፦

    { $url }
mail-urgent-subject = እባክዎ የቤተሰብ ገጽዎን አሁን ይክፈቱ
mail-urgent-body =
    ሰላም፣

    ለእርስዎ አስቸኳይ ነገር አለ። እባክዎ የቤተሰብ ገጽዎን አሁን ይክፈቱ፦

    { $url }
mail-practice-subject = ልምምድ፦ እባክዎ የቤተሰብ ገጽዎን ይክፈቱ
mail-practice-body =
    ሰላም፣

    ይህ ልምምድ ብቻ ነው። ምንም አልተፈጠረም። እባክዎ የቤተሰብ ገጽዎን ከፍተው እውነተኛ ቢሆን እንደሚያደርጉት እዚያ ይመልሱ፦

    { $url }
confirm-subject = እባክዎ ያረጋግጡ፦ ወደዚህ አድራሻ የሚላኩ መልእክቶች
confirm-body =
    ሰላም፣

    አንድ ሰው መልእክት ወደዚህ እንድንልክልዎ ጠይቋል። ከተስማሙ ይህን ሊንክ ከፍተው ቁልፉን ይጫኑ፦

    { $url }

    ካልተስማሙ ምንም አያድርጉ። ምንም መልእክት አይመጣም።
opt-out =
    መልእክት እንዳይመጣ ለማቆም ይህን ይክፈቱ፦
    { $url }

## Push messages.

push-title = የቤተሰብ ገጽ
push-body = አዲስ ነገር አለ። እባክዎ የቤተሰብ ገጽዎን ይክፈቱ።
push-urgent-title = የቤተሰብ ገጽ፦ አስቸኳይ
push-urgent-body = እባክዎ የቤተሰብ ገጽዎን አሁን ይክፈቱ።
push-practice-title = የቤተሰብ ገጽ፦ ልምምድ
push-practice-body = ይህ ልምምድ ብቻ ነው። እባክዎ የቤተሰብ ገጽዎን ከፍተው እዚያ ይመልሱ።
push-confirm-title = ወደዚህ ስልክ የሚላኩ መልእክቶች
push-confirm-body = አንድ ሰው መልእክት ወደዚህ እንድንልክልዎ ጠይቋል። ከተስማሙ ይህን መልእክት ከፍተው ቁልፉን ይጫኑ።
push-open = ይክፈቱ
push-stop = መልእክት ያቁሙ

## SMS.

sms-question = አንድ ሰው አጭር የደህንነት መልእክት ሊልክልዎ ይፈልጋል። አዎ፦ 1፣ አይ፦ 3 ይላኩ።
sms-footer = ይመልሱ 1፦ አይቻለሁ፣ 2፦ እየተከታተልኩ ነው፣ 3፦ ይቁም።
sms-agreed = እናመሰግናለን። መልእክት ወደዚህ ቁጥር ይመጣል። ለማቆም 3 ይላኩ።
sms-refused = እናመሰግናለን። ምንም መልእክት አይመጣም።
sms-seen = እናመሰግናለን። እንዳዩት ተመዝግቧል።
sms-on-it = እናመሰግናለን። እየተከታተሉ መሆኑ ተመዝግቧል።
sms-stopped = ወደዚህ ቁጥር ሌላ መልእክት አይመጣም።
sms-not-understood = አልገባንም። ይላኩ 1፦ አዎ ወይም አይቻለሁ፣ 2፦ እየተከታተልኩ ነው፣ 3፦ ይቁም።
sms-check-in-came = መልእክት መጥቷል። ሁሉም ደህና ነው ማለት ግን ገና አይደለም። መደወልዎን ይቀጥሉ።

## The pages behind the links.

page-confirm-title = ለእርስዎ መልእክቶች
page-confirm-text = አንድ ሰው መልእክት እንድንልክልዎ ጠይቋል። ይስማማሉ? በማንኛውም ጊዜ ማቆም ይችላሉ።
page-confirm-button = አዎ፣ እስማማለሁ
page-confirmed-title = እናመሰግናለን
page-confirmed-text = መልእክቶች ይመጡልዎታል። እያንዳንዱ መልእክት የማቆሚያ ሊንክ አለው። ይህን ገጽ መዝጋት ይችላሉ።
page-opt-out-title = መልእክቶቹ ይቁሙ?
page-opt-out-text = ቁልፉን ከተጫኑ ሌላ መልእክት አይመጣልዎትም። የማስጠንቀቂያ መልእክትም አይደርስዎትም።
page-opt-out-button = መልእክቶቹን ያቁሙ
page-opted-out-title = መልእክቶቹ ቆመዋል
page-opted-out-text = ሌላ መልእክት አይመጣልዎትም። ይህን ገጽ መዝጋት ይችላሉ።
page-expired-title = ይህ ሊንክ ከእንግዲህ አይሠራም
page-expired-text = ያረጀ ወይም ከዚህ በፊት ጥቅም ላይ የዋለ ሊሆን ይችላል። እባክዎ የሰጠዎትን ሰው አዲስ ይጠይቁ።
page-busy-title = እባክዎ እንደገና ይሞክሩ
page-busy-text = ይህ ገጽ አሁን መመለስ አይችልም። እባክዎ ከጥቂት ደቂቃዎች በኋላ እንደገና ይሞክሩ።
