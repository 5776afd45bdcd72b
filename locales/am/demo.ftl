### Machine translation, not reviewed by a native speaker.
### What the command line's demo tells.

armed = { $count ->
    [one] ዕቅዱ ጀምሯል፦ ከ{ $name } በ{ $count } ሰዓት ውስጥ መልእክት ይጠበቃል።
   *[other] ዕቅዱ ጀምሯል፦ ከ{ $name } በ{ $count } ሰዓታት ውስጥ መልእክት ይጠበቃል።
}
late = የ{ $name } መልእክት ዘግይቷል።
missed = ከ{ $name } በጊዜው መልእክት አልመጣም።
step-told = { $count ->
    [one] ደረጃ { $step }፦ ለ{ $count } ሰው ተነግሯል።
   *[other] ደረጃ { $step }፦ ለ{ $count } ሰዎች ተነግሯል።
}
check-in-came = ከ{ $name } መልእክት መጥቷል። ቀደም ሲል የተነገራቸው ሁሉ ይህን ይሰማሉ።
all-clear = { $name } አደጋው እንዳለፈ አሳውቀዋል።
family-page = የቤተሰብ ገጽ፦ { $url }

## A worker falls silent: the demo of a missed check-in.

missed-title = { $name } ድምፃቸው ጠፋ
missed-lead = { $name } ከቤት ርቆ ወደሚገኝ ሥራ በመንገድ ላይ ናቸው፤ ስልኩም የለም። ከመሄድ በፊት የተስማሙበት ያለ ስልኩም ይቀጥላል፦ { $name } ለሚያምኗቸው ሰዎች በየደረጃው ይነገራል።
missed-rehearsal = ይህ በምናባዊ ሰዎች የሚደረግ ልምምድ ነው። ፕሮግራሞቹ፣ የታሸጉት መረጃዎች፣ ሰርቨሩና ደብዳቤዎቹ እውነተኛ ናቸው። የታሪኩ ሰዓት በፍጥነት ይሄዳል፤ በብራውዘር ፋንታም ትንሽ ፕሮግራም የቤተሰብ ገጹን ያነባል።
missed-files = ሁሉም በዚህ ኮምፒውተር ላይ ይቆያል፦ { $path }
missed-server = ሰርቨሩ እየሠራ ነው። ሊያነባቸው የማይችላቸውን መልእክቶች ይይዛል።
missed-mail = ደብዳቤዎች ወደዚህ የኢሜይል ሰርቨር ይሄዳሉ፦ { $address }
missed-stores = { $name } እና { $contact } እያንዳንዳቸው የታሸገ መረጃ አላቸው።
missed-link = { $contact } ከ{ $name } የመጣውን ማገናኛ ከፍተው ስድስት አኃዞችን ጮክ ብለው አነበቡ፦ { $digits }
missed-paired = አኃዞቹ አንድ ናቸው። { $contact } አሁን የታመኑ ተጠሪ ናቸው።
missed-family = { $contact } መተግበሪያ የላቸውም። { $name } የቤተሰብ ገጽ ማገናኛ ላኩ፤ { $contact } ከፈቱት።
missed-address = { $contact } ደብዳቤም ይፈልጋሉ፦ { $address }
missed-agreed = { $contact } ጥያቄ ያለበት ደብዳቤ ደርሷቸው፣ ማገናኛውን ከፍተው ተስማሙ።
missed-please-agree = እባክዎ በደብዳቤው ውስጥ ያለውን ማገናኛ ከፍተው ቁልፉን ይጫኑ። ታሪኩ ይህን ይጠብቃል።
missed-file = { $name } ሰነዶችን አሸጉ፦ አሠሪ፣ ደላላ፣ አድራሻ፣ የፓስፖርት ቅጂ። ለጊዜው ማንም ሊከፍተው አይችልም።
missed-drill = መጀመሪያ ሁሉም አንድ ጊዜ ይለማመዳሉ።
missed-practised = { $contact } የልምምዱ መልእክት ደረሳቸው። ልምምድ መሆኑን በግልጽ ይናገራል።
missed-ladder = ምንም ካልመጣ መጀመሪያ { $contact } ይሰማሉ። ከዚያ ሁሉም ከመጨረሻዎቹ ቦታዎች ጋር ይሰማሉ። ከዚያ ሰነዶቹ ይከፈታሉ።
missed-check-in = የ{ $name } መልእክት፦ { $note }
missed-note-leaving = መነሳታችን ነው። ከድንበሩ እጽፋለሁ።
missed-note-moved = አሁን ሌላ ሾፌር ነው። ፓስፖርቶቻችንን ይዟል።
missed-note-found = ስልኬን መልሼ አገኘሁ። ፖሊስ ጣቢያ ነኝ።
missed-gone = የ{ $name } ስልክ የለም፦ ፕሮግራሙ ተቋርጧል፤ መረጃው ሊገኝ አይችልም።
missed-own-watch = የ{ $contact } መተግበሪያ ያለ ሰርቨሩ በራሱ አስተዋለ።
missed-letter = ለ{ $contact } ደብዳቤ መጣ፦ { $subject }
missed-reads = { $contact } አነበቡ፦ { $text }
missed-places = የመጨረሻዎቹ ቦታዎች ለ{ $contact } ክፍት ናቸው። የቅርብ ጊዜው፦ { $place }
missed-hold = { $contact } ከሚቀጥለው ደረጃ በፊት ጥቂት ተጨማሪ ጊዜ ጠየቁ። ሌሎቹም ያዩታል።
missed-opened = ሰነዶቹ ለ{ $contact } ክፍት ናቸው፦ { $text }
missed-found = የ{ $name } ስልክ ተገኘ።
missed-stays = { $key } እስኪጫኑ ድረስ የቤተሰብ ገጹ ክፍት ይቆያል።
missed-done = እያንዳንዱ ደረጃ ተከናውኗል።
missed-story = ሙሉው ታሪክ በአንድ ገጽ፦ { $path }
missed-when = መቼ
missed-who = ማን
missed-what = ምን
missed-timeline = ምን ሆነ፣ ደረጃ በደረጃ
missed-letters = ደብዳቤዎቹ
missed-map = የመጨረሻዎቹ ቦታዎች
missed-limits-title = ይህ የማይቀበለው ቃል ኪዳን
missed-limits = ዝምታ የጉዳት ማረጋገጫ አይደለም፤ መልእክትም የደህንነት ማረጋገጫ አይደለም። ሰርቨሩ መልእክቶችን ማንበብ አይችልም፤ ግን መቼ እንደሚመጡ ያያል፤ ሊያስቀርም ይችላል። ኔትወርክ የሌለው ስልክ ምንም አይልክም። እያንዳንዱ ደረጃ ለሰዎች ይነግራል፤ እርምጃ እንደሚወስዱ ግን ማንም ቃል መግባት አይችልም።
missed-teller = ታሪክ
missed-relay = ሰርቨር
missed-file-title = ሰነዶቹ
