### Machine translation, not reviewed by a native speaker.
### The family page: what a trusted contact without the app reads in a browser. The reader may be frightened, tired, and
### not used to reading. Short sentences, everyday words. "$name" is the worker: the person who is far from home.
### "The relay" is the server that passes messages on. It cannot read them.

## The page as a whole.

page-title = የቤተሰብ ገጽ
skip-to-content = ወደ ይዘቱ ይሂዱ
language = ቋንቋ
back = ተመለስ
cancel = ሰርዝ
save = አስቀምጥ
saved = ተቀምጧል
nobody = የእርስዎ ሰው

## Before the link is opened. Nothing is sent until the button is pressed.

start-title = የእርስዎ የቤተሰብ ገጽ
start-text = የሚያምንዎት ሰው ይህን ገጽ ሰጥቶዎታል። እንዴት እንዳሉ ያሳየዎታል፤ ችግር ካለም ይነግርዎታል።
start-open = ገጼን ክፈት
start-note = ቁልፉን ሳይጫኑ ምንም አይጫንም።
start-keep = ሊንኩን ይጠብቁ። ተመልሰው የሚገቡት በእሱ ነው። ለማንም አይስጡ።
link-in-history = ብራውዘርዎ ይህን ሊንክ በታሪኩ ውስጥ ሊያስቀምጥ ይችላል። ሌሎች ሰዎች ይህን መሣሪያ የሚጠቀሙ ከሆነ፣ ከዚያ ይሰርዙት።

nolink-title = ገጽዎን በሊንክዎ ይክፈቱ
nolink-text = የተሰጠዎትን ሊንክ እዚህ ይለጥፉ። በ“http” ይጀምራል፤ በውስጡም “#WF1” አለው።
nolink-label = ሊንክዎ
nolink-open = ክፈት

link-not-ours = ይህ የቤተሰብ ገጽ ሊንክ አይደለም። እባክዎ ሙሉውን ሊንክ እንደገና ይቅዱ።
link-damaged = ይህ ሊንክ ተበላሽቷል። ከፊሉ ጎድሏል ወይም ተቀይሯል። እባክዎ ሙሉውን ሊንክ እንደገና ይቅዱ።
link-too-new = ይህ ሊንክ በአዲስ ስሪት የተሠራ ነው። ገጹን እንደገና ይጫኑ። ካልረዳ በሊንኩ ውስጥ ባለው አድራሻ ያለውን ገጽ ይጠቀሙ።
link-wrong-kind = ይህ ለመተግበሪያው የሚሆን ኮድ ነው፤ ለቤተሰብ ገጽ አይደለም። የቤተሰብ ገጽዎን ሊንክ ይጠይቁ።
link-invalid = በዚህ ሊንክ ውስጥ ስህተት አለ። አዲስ ይጠይቁ።
link-other-place = ይህ ሊንክ የሌላ አድራሻ ነው። እባክዎ እዚያ ይክፈቱት፦ { $url }
link-too-many = ይህ ገጽ 200 ሰዎችን መያዝ ይችላል። ሌላ ከመጨመርዎ በፊት አንዱን ያስወግዱ።

storage-none = ይህ ብራውዘር ምንም አያስቀምጥም። ገጹን ሲዘጉ ሊንክዎ እንደገና ያስፈልግዎታል።
storage-full = በዚህ መሣሪያ ላይ ቦታ የለም። ያለዎት ነገር ተቀምጧል። እባክዎ ትንሽ ቦታ ያስለቅቁ።
storage-too-new = በዚህ ብራውዘር የዚህ ገጽ አዲስ ስሪት ተከፍቶ ነበር። እባክዎ መስኮቶቹን ሁሉ ዘግተው ገጹን እንደገና ይጫኑ።
not-secure = ይህ አድራሻ ጥበቃ የለውም፤ ስለዚህ ብራውዘሩ መልእክቶቹን መክፈት አይችልም። በ“https” የሚጀምረውን አድራሻ ወይም በፋይል የተቀመጠውን ገጽ ይጠቀሙ።
something-wrong = በዚህ ገጽ ችግር ተፈጥሯል። ያለዎት ነገር ተቀምጧል። ገጹን እንደገና ይጫኑ።

## Whether this page is in touch with the relay.

sync-now = አዲስ ነገር እየታየ ነው …
sync-ok = አዲስ ነገር የታየው { $ago }
sync-never = ገና አልተገናኘም
sync-button = አዲስ ነገር አሁን እይ
sync-unreachable = ሰርቨሩን ማግኘት አልተቻለም። ይህ ገጽ የነበረውን ያሳያል፤ መሞከሩንም ይቀጥላል።
sync-refused = ሰርቨሩ አሁን መመለስ አልፈቀደም። ይህ ገጽ የነበረውን ያሳያል፤ መሞከሩንም ይቀጥላል።
sync-garbage = የሰርቨሩ መልስ ግልጽ አይደለም። ይህ ገጽ የነበረውን ያሳያል፤ መሞከሩንም ይቀጥላል።
sync-busy = ሰርቨሩ ሥራ በዝቶበታል። ይህ ገጽ መሞከሩን ይቀጥላል።
sync-taken = ሰርቨሩ ይህን ሊንክ አይቀበልም። አዲስ ይጠይቁ።
sync-away = ሰርቨሩ ከ{ $from } እስከ { $to } ተቋርጦ ነበር። የዚያ ጊዜ ማሳወቂያዎች ሊዘገዩ ይችላሉ።
clock-ahead = የዚህ መሣሪያ ሰዓት ከሰርቨሩ ሰዓት በ{ $by } ይቀድማል። በዚህ ገጽ ያሉ ሰዓቶች ስህተት ሊሆኑ ይችላሉ።
clock-behind = የዚህ መሣሪያ ሰዓት ከሰርቨሩ ሰዓት በ{ $by } ወደ ኋላ ቀርቷል። በዚህ ገጽ ያሉ ሰዓቶች ስህተት ሊሆኑ ይችላሉ።

## How things stand. The title is the biggest text on the page.

situation-heading = አሁን ያለው ሁኔታ
sos-title = { $name } እርዳታ ጠይቀዋል
sos-when = የተላከው { $time } ({ $ago })።
sos-from-locked = ስልኩ ሳይከፈት የተላከ ነው።
sos-open = ይህ ጥሪ { $name } አደጋው እንዳለፈ እስኪያሳውቁ ድረስ ክፍት ይቆያል።
duress-title = { $name } ምናልባት ተገድደው ይሆናል
duress-text = { $name } ሲገደዱ ከሚከፍቱት የስልኩ ክፍል መልእክት መጥቷል። ሁሉም ነገር ደህና ነው ብለው አይመኑ። በመልስዎ ይህን አያንሱ።
missed-title = ከ{ $name } መልእክት አልመጣም
missed-text = መልእክት እስከ { $due } ይጠበቅ ነበር። ከ{ $missed } ጀምሮ እንዳልመጣ ተቆጥሯል።
late-title = የ{ $name } መልእክት ዘግይቷል
late-text = መልእክት እስከ { $due } ይጠበቅ ነበር ({ $ago })። ካልመጣ ከ{ $missed } ጀምሮ እንዳልመጣ ይቆጠራል።
ok-title = ከ{ $name } መልእክት መጥቷል
ok-text = ቀጣዩ መልእክት እስከ { $due } ይጠበቃል።
paused-title = የ{ $name } መልእክቶች ለጊዜው ቆመዋል
paused-text = የቆመው እስከ { $until } ነው። ቀጣዩ መልእክት እስከ { $due } ይጠበቃል።
noplan-title = { $name } የመልእክት ዕቅድ የላቸውም
noplan-text = መልእክቶችን እዚህ ያያሉ። ካልመጡ ለማንም አይነገርም።
waiting-title = ገና ምንም አልመጣም
waiting-text = የመጀመሪያው መልእክት እዚህ ይታያል። ይህን ገጽ ዘግተው በኋላ መመለስ ይችላሉ።
ended-title = { $name } ይህን አቁመዋል
ended-text = አዲስ መልእክት አይመጣም። ከዚህ በፊት የመጣው እዚህ ይቆያል።
last-heard = ለመጨረሻ ጊዜ የተሰማው፦ { $time } ({ $ago })
last-heard-never = ገና ምንም አልተሰማም
last-check-in = የመጨረሻው መልእክት፦ { $time } ({ $ago })
not-proof = ዝምታ የጉዳት ማረጋገጫ አይደለም። ስልኩ ባትሪ ጨርሶ፣ ጠፍቶ ወይም ኔትወርክ አጥቶ ሊሆን ይችላል።
told-you = ሰርቨሩ ከ{ $steps } ደረጃዎች ደረጃ { $step }ን አሳውቋል፣ { $time }።
practice-now = ይህ ልምምድ ነው። ምንም አልተፈጠረም።

short-sos = የእርዳታ ጥሪ
short-duress = ተገድደው ይሆናል
short-missed = አልመጣም
short-late = ዘግይቷል
short-ok = መጥቷል
short-paused = ለጊዜው ቆሟል
short-noplan = ዕቅድ የለም
short-waiting = ገና ምንም
short-ended = አብቅቷል

## What to do now.

todo-heading = አሁን ምን ይደረግ
todo-sos-1 = “አይቻለሁ” የሚለውን ይጫኑ። ከዚያ { $name } ጥሪው እንደደረሰ ማወቅ ይችላሉ።
todo-sos-2 = ከታች ያሉትን ቦታዎች ይመልከቱ። የጉዳዩን ወረቀት ያትሙ ወይም ያስቀምጡ።
todo-sos-3 = { $name } ባሉበት ቦታ ወዳለው ፖሊስ ወይም ወደሚረዳ ድርጅት ይደውሉ። የጉዳዩን ወረቀት ይስጧቸው።
todo-sos-4 = ደህና መሆኑን እርግጠኛ ካልሆኑ በሌላ መንገድ ለ{ $name } አይደውሉ፣ መልእክትም አይላኩ። ስልኩ በሌላ ሰው እጅ ሊሆን ይችላል።
todo-sos-5 = ይህን ገጽ ክፍት ያድርጉት። ቀጥሎ የሚመጣውን ያሳያል።
todo-duress-1 = እንደሚያውቁ አድርገው አይመልሱ።
todo-duress-2 = ወደሚረዳ ድርጅት ወይም ወደ ፖሊስ ይደውሉ። የጉዳዩን ወረቀት ይስጧቸው።
todo-missed-1 = ይረጋጉ። ብዙ ጊዜ ዝምታ ቀላል ምክንያት አለው።
todo-missed-2 = { $name }ን የሚያውቁ ሌሎች ሰዎች የሰሙት ነገር ካለ ይጠይቁ።
todo-missed-3 = ለ{ $name } ደህና በሆነ መንገድ ለማግኘት ይሞክሩ። ስልኩ በሌላ ሰው እጅ ሊሆን ይችላል።
todo-missed-4 = ሌሎች ሰው እየሠራ መሆኑን እንዲያውቁ “እየተከታተልኩ ነው” የሚለውን ይጫኑ።
todo-missed-5 = ተጨማሪ ማወቅ ካልቻሉ ወደ ፖሊስ ወይም ወደሚረዳ ድርጅት ይደውሉ። የጉዳዩን ወረቀት ይስጧቸው።
todo-missed-next = ምንም ካልመጣ ሰርቨሩ ቀጣዩን ደረጃ { $time } ያሳውቃል።
todo-late-1 = ገና ምንም ማድረግ አያስፈልግዎትም።
todo-late-2 = ከ{ $missed } በኋላ እዚህ እንደገና ይመልከቱ። ከታች ማሳወቂያ ካዘጋጁ ይነገርዎታል።
todo-ok-1 = ምንም ማድረግ አያስፈልግዎትም።
todo-alerts = ችግር ሲኖር እንዲነገርዎት ማሳወቂያ ያዘጋጁ።
todo-waiting-1 = የመመለሻ ወረቀትዎን አትመው ደህና ቦታ ያስቀምጡ።

## Places.

places-heading = ቦታዎች
places-none = ምንም ቦታ አልመጣም።
places-sealed = ከመልእክቶቹ ጋር ቦታዎች መጥተዋል። ታሽገዋል። { $name } ዝም ካሉ ቀጣይ ደረጃ ይከፍታቸዋል።
places-latest = የቅርብ ጊዜው ቦታ
place-time = { $time } ({ $ago })
place-accuracy = { $metres ->
        [one] በ{ $metres } ሜትር ውስጥ
       *[other] በ{ $metres } ሜትር ውስጥ
    }
place-when = መቼ
place-where = የት
copy = ቅዳ
copied = ተቀድቷል
open-in-app = በካርታ መተግበሪያ ክፈት
open-in-web = በOpenStreetMap ክፈት
map-warning = የካርታ መተግበሪያ ወይም OpenStreetMap የትኛውን ቦታ እንደሚመለከቱ ያውቃል።
track-label = { $count ->
        [one] { $count } ቦታ ያለበት ሥዕል። ከታች ባለው ዝርዝር ውስጥ አለ።
       *[other] { $count } ቦታዎች ያሉበት ሥዕል፣ ከአሮጌው እስከ አዲሱ። ከታች ባለው ዝርዝር ውስጥ አሉ።
    }
track-oldest = አሮጌው
track-newest = አዲሱ
track-north = ሰሜን ወደ ላይ ነው
length-metres = { $count } ሜ
length-kilometres = { $count } ኪ.ሜ
places-phone-clock = የቦታዎቹ ሰዓት በስልኩ ሰዓት ነው፤ ስህተት ሊሆን ይችላል።

## What came and what was told.

history-heading = የመጣው፣ አዲሱ መጀመሪያ
history-empty = ገና ምንም የለም።
history-more = የቆዩትን አሳይ
new-mark = አዲስ
came-check-in-ok = መልእክት፦ “እዚህ ነኝ፣ ሁሉም ደህና ነው።”
came-check-in-uneasy = መልእክት፦ “የሆነ ችግር አለ።”
came-check-in-moved = መልእክት፦ “ሌላ ቦታ ነኝ።”
came-sos = የእርዳታ ጥሪ
came-sos-cleared = የእርዳታ ጥሪ፣ አደጋው እንዳለፈ በማሳወቅ አብቅቷል
came-all-clear = አደጋው አልፏል፦ የእርዳታ ጥሪው አብቅቷል
came-opened = መተግበሪያው በስልኩ ላይ ተከፍቷል
came-opened-duress = መተግበሪያው ሲገደዱ በሚጠቀሙበት መንገድ ተከፍቷል
came-hello = የታመኑ ሰው ሆነው ተመርጠዋል
came-farewell = ይህ አብቅቷል
came-last-place = ስልኩ የሚያውቀው የመጨረሻ ቦታ
came-plan-armed = የመልእክት ዕቅድ ተዘጋጅቷል
came-plan-paused = መልእክቶቹ እስከ { $until } ለጊዜው ቆመዋል
came-plan-ended = የመልእክት ዕቅዱ አብቅቷል
came-plan-drill = ልምምድ ተጀምሯል
came-words = ደረጃ { $step }፣ { $name } በፈቀዷቸው ቃላት
came-words-practice = ልምምድ፣ ደረጃ { $step }
told-step = ሰርቨሩ ከ{ $steps } ደረጃዎች ደረጃ { $step }ን አሳውቋል፦ መልእክት አልመጣም
told-step-practice = ልምምድ፦ ሰርቨሩ ከ{ $steps } ደረጃዎች ደረጃ { $step }ን አሳውቋል
told-check-in = ከተነገረዎት በኋላ መልእክት መጥቷል። ይህ ሁሉም ነገር ደህና ነው ማለት አይደለም።
told-held = ደረጃ { $step } እስከ { $until } ዘግይቷል፤ ያዘገየው፦ { $who }
told-held-unverified = ሰርቨሩ ደረጃ { $step } እስከ { $until } እንደዘገየ ይናገራል። የሚያረጋግጥ ፊርማ የለም።
told-paused = ሰርቨሩ ይናገራል፦ እስከ { $until } ለጊዜው ቆሟል
told-ended = ሰርቨሩ ይናገራል፦ ዕቅዱ አብቅቷል
told-away = ሰርቨሩ ከ{ $from } እስከ { $to } ተቋርጦ ነበር
told-places = የቀድሞ መልእክቶች ቦታዎች ለእርስዎ ተከፍተዋል
told-file = ሰርቨሩ የሰነዶቹን የራሱን ክፍል ከፍቷል
you-seen = የመለሱት፦ አይቻለሁ
you-on-it = የመለሱት፦ እየተከታተልኩ ነው
you-text = የጻፉት
came-unknown = ይህ ስሪት ሊያሳየው የማይችል መልእክት
from-phone = ከ{ $name } ስልክ
from-relay = ከሰርቨሩ
from-you = ከእርስዎ
sent-locked = ስልኩ ሳይከፈት የተላከ
sent-duress = ሲገደዱ ከሚከፈተው የስልኩ ክፍል የተላከ
battery = ባትሪ { $percent } %
phone-time = በስልኩ ሰዓት፦ { $time }
reply-saved = እዚህ ተቀምጧል። ሰርቨሩ ሲገኝ ይላካል።
reply-at-relay = በሰርቨሩ ላይ ነው። ስልኩ ኔትወርክ ሲያገኝ ይወስደዋል፤ መቼ እንደሆነ ይህ ገጽ ማወቅ አይችልም።
mailbox-full = የስልኩ የመልእክት ሳጥን ሞልቷል። መልስዎ እዚህ ተቀምጧል፤ እንደገና ይሞከራል።
mailbox-unknown = ሰርቨሩ አሁን የስልኩን የመልእክት ሳጥን አያውቀውም። መልስዎ እዚህ ተቀምጧል፤ እንደገና ይሞከራል።

## Replies.

reply-heading = ይመልሱ
reply-seen = አይቻለሁ
reply-on-it = እየተከታተልኩ ነው
reply-label = ለ{ $name } የሚጽፉት
reply-send = ላክ
reply-careful = ሌላ ሰው ቢያነበው { $name }ን ሊጎዳ የሚችል ነገር አይጻፉ።
reply-too-long = በጣም ረጅም ነው። እባክዎ አሳጥረው ይጻፉ።
reply-done = መልስዎ ተቀምጧል። በተቻለ ፍጥነት ይላካል።

## What happens if no check-in comes.

plan-heading = መልእክት ካልመጣ ምን ይሆናል
plan-timing = በየ{ $interval } አንድ መልእክት ይጠበቃል። ከዚያ በኋላ { $grace } ተጨማሪ ይጠበቃል።
plan-step-you = ደረጃ { $step }፣ { $time }፦ ለእርስዎ ይነገራል።
plan-step-others = ደረጃ { $step }፣ { $time }፦ ለሌሎች ይነገራል።
plan-step-done = ደረጃ { $step }፦ ተነግሯል።
plan-practice = ልምምድም ሊመጣልዎት ይችላል። በግልጽ ይጻፍበታል።
hold-heading = ቀጣዩን ደረጃ ያዘግዩ
hold-explain = { $name } ደህና መሆናቸውን ካወቁ ደረጃ { $step }ን ማዘግየት ይችላሉ። የሚነገራቸው ሁሉ እርስዎ እንዳዘገዩት ያያሉ። በአንድ ጊዜ 24 ሰዓት፣ በአጠቃላይ 72 ሰዓት ማዘግየት ይቻላል።
hold-hours = ለምን ያህል ጊዜ
hold-button = ደረጃ { $step }ን አዘግይ
hold-sure = ይህን ያድርጉ ከ{ $name } በሌላ መንገድ ከሰሙ ብቻ ነው። ይዘግይ?
hold-saved = ፍላጎትዎ ተቀምጧል። ሰርቨሩ ሲቀበለው ይሠራል።
hold-accepted = ሰርቨሩ ተቀብሎታል።
hold-refused = ሰርቨሩ አልተቀበለውም። ደረጃው እንደታቀደው ይመጣል።
held-now = ደረጃ { $step } እስከ { $until } ዘግይቷል፤ ያዘገየው፦ { $who }።
held-now-unverified = ሰርቨሩ ደረጃ { $step } እስከ { $until } እንደዘገየ ይናገራል። የሚያረጋግጥ ፊርማ የለም።
somebody = ከታመኑት ሰዎች አንዱ
yourself = እርስዎ

## The file: what the worker wrote down before leaving.

file-heading = ሰነዶች
file-explain = { $name } ምናልባት አንድ ነገር ቢፈጠር ብለው ከመሄዳቸው በፊት ይህን ጽፈዋል።
file-waiting = ሰነዶቹ ገና ዝግ ናቸው። ቀጣይ ደረጃ ይከፍታቸዋል።
file-shares = ሰነዶቹ የሚከፈቱት ከእናንተ { $need } ሰዎች ድርሻቸውን ሲሰጡ ነው። እስካሁን የተሰጡ፦ { $have }።
file-give = ድርሻዬን ስጥ
file-give-sure = በቂ ድርሻ ሲሰጥ ሌሎችም ሰነዶቹን መክፈት ይችላሉ። ይህ መልሶ አይወሰድም።
file-given-saved = ድርሻዎ ተቀምጧል። ሰርቨሩ ሲገኝ ይላካል።
file-given = ድርሻዎ ተሰጥቷል። ይህ ገጽ የሌሎቹን እየፈለገ ነው።
file-download = ሰነዶቹን አውርድ
file-download-more = ሰነዶቹን ማውረድ ቀጥል
file-progress = ከ{ $count } ክፍሎች { $have } ወርደዋል
file-open = ሰነዶቹን ክፈት
file-damaged = የሰነዶቹ አንድ ክፍል ተበላሽቷል። እንደገና ያውርዱ።
file-not-released = ሰርቨሩ ሰነዶቹን ገና አይሰጥም። ቆይተው እንደገና ይሞክሩ።
file-wrong-shares = ድርሻዎቹ አይገጥሙም። ሌላ ድርሻ ይጠብቁ።
file-made = የተጻፈው { $time }፣ በስልኩ ሰዓት
field-1 = እኔ ማን ነኝ
field-2 = የመታወቂያ ወረቀቶች
field-3 = አሠሪ
field-4 = ደላላ፣ እና እንዴት እንደተገናኘን
field-5 = ቃል የተገባው ሥራና ክፍያ
field-6 = አድራሻ
field-7 = መንገድና ትኬቶች
field-8 = የሚደወልላቸው ሰዎች
field-9 = ማስታወሻዎች
field-other = ተጨማሪ
attachments-heading = ፎቶዎችና ወረቀቶች
attachment-save = { $file } አስቀምጥ
attachment-picture = ፎቶ፦ { $file }

## The case sheet, for the police or an organisation that helps.

sheet-heading = የጉዳዩ ወረቀት
sheet-explain = ይህ ገጽ የሚያውቀው ሁሉ፣ በወረቀት ወይም በፋይል። ለፖሊስ ወይም ለሚረዳ ድርጅት ይስጡት።
sheet-show = የጉዳዩን ወረቀት አሳይ
sheet-print = አትም
sheet-json = በፋይል አስቀምጥ (JSON)
sheet-made = የተሠራው { $time }። ሰዓቶቹ በ{ $zone } የሰዓት ክልል ናቸው።
sheet-who = ማን
sheet-name = ስም
sheet-own-name = ራሳቸው የሚጠቀሙበት ስም
sheet-identity = የዚህ ሰው መለያ ምልክት
sheet-stands = አሁን ያለው ሁኔታ
sheet-messages = መልእክቶች
sheet-told = ሰርቨሩ ምን እና መቼ እንዳሳወቀ
sheet-source = ምንጭ
sheet-what = ምን
sheet-sources = እያንዳንዱ ነገር ከየት እንደመጣ
sheet-source-phone = ስልክ፦ በ{ $name } ስልክ የተነገረ፣ በመንገድ ላይ ማንም እንዳያነበው ወይም እንዳይቀይረው የታሸገ። ሰዓቱና የተጻፈው ስህተት ሊሆን ይችላል።
sheet-source-relay = ሰርቨር፦ መልእክቶችን ማንበብ በማይችለው ሰርቨር የተነገረ። የመድረሻ ሰዓቶቹ የራሱ ናቸው።
sheet-source-page = ገጽ፦ በዚህ ገጽ የተሰላ ወይም የተጻፈ።
source-phone = ስልክ
source-relay = ሰርቨር
source-page = ገጽ
sheet-notes = የግል ማስታወሻዎች
sheet-notes-include = የግል ማስታወሻዎቼን በወረቀቱ ላይ አድርግ
sheet-file-missing = ሰነዶቹ በዚህ ገጽ ስላልተከፈቱ በዚህ ወረቀት ላይ የሉም።

## The recovery sheet.

recovery-heading = የመመለሻ ወረቀት
recovery-explain = ይህ መሣሪያ ከጠፋ ወይም ከተደመሰሰ ለመመለስ ሊንክዎ ያስፈልግዎታል። ይህን ወረቀት አትመው ማንም በማያገኘው ቦታ ያስቀምጡ። ያለው ሰው ለእርስዎ የሚመጣውን ማንበብ ይችላል።
recovery-show = የመመለሻ ወረቀቱን አሳይ
recovery-recommended = መጀመሪያ የመመለሻ ወረቀትዎን ያትሙ።
recovery-later = በኋላ
recovery-print = አትም
recovery-text = ይህን ሥዕል በስልክ ይቃኙ፣ ወይም ሊንኩን ይጻፉ፦
recovery-qr = ሊንኩ በሚቃኝ ሥዕል

## Alerts when the page is closed.

alerts-heading = ማሳወቂያዎች
alerts-explain = ይህ ገጽ ዝግ ቢሆንም አዲስ ነገር ሲኖር ሊነገርዎት ይችላል። ማሳወቂያው የሚለው ይህን ብቻ ነው፦ እባክዎ የቤተሰብ ገጽዎን ይክፈቱ።
alerts-push = በዚህ ብራውዘር ማሳወቂያ
alerts-push-on = አብራ
alerts-push-off = አጥፋ
alerts-push-is-on = በዚህ ብራውዘር ማሳወቂያ በርቷል።
alerts-push-denied = ይህ ብራውዘር ከዚህ ገጽ ማሳወቂያ አይፈቅድም። በብራውዘሩ ቅንብር መቀየር ይችላሉ።
alerts-push-unsupported = ይህ ብራውዘር ማሳወቂያ የለውም። ከታች ሌላ መንገድ ይምረጡ።
alerts-push-not-offered = ይህ ሰርቨር በብራውዘር ማሳወቂያ አይሰጥም። ከታች ሌላ መንገድ ይምረጡ።
alerts-push-failed = አልተሳካም። እባክዎ ቆይተው እንደገና ይሞክሩ።
alerts-add = ሌላ መንገድ ጨምር
alerts-kind = እንዴት
alerts-email = ኢሜይል
alerts-ntfy = ntfy (የማሳወቂያ መተግበሪያ)
alerts-webhook = Webhook (ለድርጅቶች)
alerts-email-address = የኢሜይል አድራሻ
alerts-ntfy-address = የntfy ርዕስ አድራሻ
alerts-webhook-address = የWebhook አድራሻ
alerts-urgent-only = አስቸኳይ ሲሆን ብቻ
alerts-button = ጨምር
alerts-list = የእርስዎ ማሳወቂያዎች
alerts-none = ገና ማሳወቂያ የለም።
alerts-unknown-address = በሌላ ብራውዘር የተዘጋጀ
alert-unconfirmed = አልተረጋገጠም። ወደዚያ የተላከውን መልእክት ከፍተው ይስማሙ።
alert-confirmed = ይሠራል
alert-dead = አይደርስም። እባክዎ አድራሻውን ይመልከቱ።
alert-opted-out = ተቀባዩ አጥፍቶታል
alert-other = አይታወቅም
alert-remove = አስወግድ
alerts-invalid = ሰርቨሩ ይህን አድራሻ አይቀበልም።
alerts-limit = ማሳወቂያዎቹ በጣም ብዙ ናቸው። መጀመሪያ አንዱን ያስወግዱ።
alerts-not-offered = ይህ ሰርቨር ያንን አይሰጥም።
alerts-other-problem = አልተሳካም። እባክዎ ቆይተው እንደገና ይሞክሩ።
notification-text = እባክዎ የቤተሰብ ገጽዎን ይክፈቱ።

## This page itself.

page-heading = ይህ ገጽ
page-label = ይህን ሰው ምን ብለው ይጠሩታል
page-note = የግል ማስታወሻዎች
page-note-explain = በዚህ ብራውዘር ውስጥ ብቻ ይቆያሉ። ሌላ ማንም አያያቸውም።
page-add = ሌላ ሊንክ ጨምር
page-install = ይህን ገጽ በመነሻ ማያ ገጽ ላይ አስቀምጥ
page-file = ይህ ገጽ በአንድ ፋይል
page-file-explain = ይህን ገጽ በፋይል አስቀምጠው ያለ አድራሻው መክፈት ይችላሉ። ሊንክዎን ይጠይቃል። አሻራውን ከታተመው አሻራ ጋር ያነጻጽሩ።
page-file-save = ገጹን አስቀምጥ
page-fingerprint = አሻራ (SHA-256)
page-forget = ይህን ሰው ከዚህ ብራውዘር አስወግድ
page-forget-sure = ይህ ብራውዘር ስለ { $name } ያስቀመጠው ሁሉ ይጠፋል። በሊንኩ መመለስ ይችላሉ። ይወገድ?
page-limits-heading = ማወቅ ጥሩ ነው
page-limit-1 = ሊንክዎ ያለው ሰው ለእርስዎ የሚመጣውን ማንበብ ይችላል።
page-limit-2 = ሰርቨሩ የታሸጉ መልእክቶችን ያስተላልፋል። ሊያነባቸው አይችልም። መቼ እንደሚመለከቱ ያያል።
page-limit-3 = በሌላ ሰው እጅ የገባ ሰርቨር ሐሰተኛ ገጽ ሊሰጥ ይችላል። በፋይል የተቀመጠው ገጽ ከዚህ ይጠብቅዎታል።
page-limit-4 = በዚህ ገጽ ማንም ቦታ መጠየቅ አይችልም። ቦታዎች የሚመጡት { $name } እንደተስማሙት ብቻ ነው።

## A page for many people.

list-heading = { $count ->
        [one] { $count } ሰው
       *[other] { $count } ሰዎች
    }
list-search = በስም ወይም በማስታወሻ ፈልግ
list-none-found = ማንም አልተገኘም።
list-csv = ዝርዝሩን አስቀምጥ (CSV)
list-unopened = { $count ->
        [one] { $count } አዲስ
       *[other] { $count } አዲስ
    }
list-due = እስከ { $due } ይጠበቃል
list-since = ከ{ $time } ጀምሮ
column-name = ስም
column-situation = ሁኔታ
column-last-heard = ለመጨረሻ ጊዜ የተሰማው
column-last-check-in = የመጨረሻው መልእክት
column-due = የሚጠበቅበት ጊዜ
column-missed = ያልመጣበት ጊዜ
column-step = የተነገረ ደረጃ
column-notes = ማስታወሻዎች

## Lengths of time.

minutes = { $count ->
        [one] { $count } ደቂቃ
       *[other] { $count } ደቂቃዎች
    }
hours = { $count ->
        [one] { $count } ሰዓት
       *[other] { $count } ሰዓታት
    }
days = { $count ->
        [one] { $count } ቀን
       *[other] { $count } ቀናት
    }
just-now = አሁን

## News for those who listen to the page.

news-message = ከ{ $name } አዲስ መልእክት
news-sos = { $name } እርዳታ ጠይቀዋል
news-told = ሰርቨሩ ስለ { $name } አዲስ ነገር አሳውቋል
