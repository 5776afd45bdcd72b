### Machine translation, not reviewed by a native speaker.
### What the library says to the worker, and to a contact on the worker's behalf.

## To a contact: what a step says. Each says that silence is not proof of harm.

step-1 = ከሚጠበቀው ጊዜ ጀምሮ ከ{ $name } ምንም መልእክት አልመጣም። ዝምታ የጉዳት ማረጋገጫ አይደለም፤ ስልኩ ጠፍቶ፣ ተበላሽቶ ወይም ኔትወርክ አጥቶ ሊሆን ይችላል። እባክዎ { $name }ን ለማግኘት ይሞክሩ።
step-2 = እስካሁን ከ{ $name } መልእክት አልመጣም። የመጨረሻዎቹ የታወቁ ቦታዎች አሁን ለእርስዎ ክፍት ናቸው። ዝምታ የጉዳት ማረጋገጫ አይደለም። እባክዎ ከሌሎቹ የታመኑ ሰዎች ጋር ተነጋግረው ምን እንደሚደረግ አብረው ይወስኑ።
step-3 = እስካሁን ከ{ $name } መልእክት አልመጣም። ስለ { $name } የተቀመጡ ሰነዶች አሁን ለእርስዎ ክፍት ናቸው፦ አሠሪ፣ ደላላ፣ አድራሻ። ዝምታ የጉዳት ማረጋገጫ አይደለም፤ ነገር ግን አሁን እርዳታ መጠየቅ ጥሩ ነው።
drill = ይህ ልምምድ እንጂ የአደጋ ማስጠንቀቂያ አይደለም። { $name } መልእክት እንዴት እንደሚደርስዎት እየሞከሩ ነው።
drill-answer = እባክዎ ይህን መልእክት ከፍተው እውነተኛ ቢሆን እንደሚያደርጉት ይመልሱ።
check-in-came = ከ{ $name } መልእክት መጥቷል። ይህ ሁሉም ነገር ደህና ነው ማለት ገና አይደለም።
all-clear = { $name } አደጋው እንዳለፈ አሳውቀዋል።

## To a contact: what the contact's own app sees.

watch-late = የ{ $name } መልእክት ዘግይቷል።
watch-missed = በተስማሙበት ጊዜ ከ{ $name } መልእክት አልመጣም። ዝምታ የጉዳት ማረጋገጫ አይደለም።
watch-relay-silent = ሰርቨሩ አይመልስም፤ ስለዚህ መልእክት ሊዘገይ ይችላል። ይህ ስልክ በራሱ መከታተሉን ይቀጥላል።
watch-relay-away = ሰርቨሩ ለጥቂት ጊዜ ተቋርጦ ነበር፤ አሁን ተመልሷል። ማሳወቂያዎች ከታቀደው ጊዜ ሊዘገዩ ይችላሉ።
late-minutes = { $count ->
    [one] የ{ $count } ደቂቃ መዘግየት
   *[other] የ{ $count } ደቂቃዎች መዘግየት
}
late-hours = { $count ->
    [one] የ{ $count } ሰዓት መዘግየት
   *[other] የ{ $count } ሰዓታት መዘግየት
}
late-days = { $count ->
    [one] የ{ $count } ቀን መዘግየት
   *[other] የ{ $count } ቀናት መዘግየት
}

## To a contact: what to do now.

todo-title = አሁን ምን ይደረግ
todo-answer = ሌሎቹ እርስዎ እንዳዩት እንዲያውቁ ለዚህ መልእክት ይመልሱ።
todo-call = ለ{ $name } ይደውሉ፣ መልእክትም ይላኩ። ከአንድ ጊዜ በላይ ይሞክሩ።
todo-other-voice = ስልኩን ሌላ ሰው ካነሳ ስለዚህ ማሳወቂያ አይናገሩ። ሰላም ለማለት ብቻ እንደደወሉ ይናገሩ።
todo-together = ከሌሎቹ የታመኑ ሰዎች ጋር ይነጋገሩ። ማን ምን እንደሚያደርግ ይወስኑ።
todo-employer = ለአሠሪው ወይም ለደላላው አይንገሩ። { $name }ን ለአደጋ ሊያጋልጥ ይችላል።
todo-places = የመጨረሻውን የታወቀ ቦታና ሰዓት ይጻፉ።
todo-report = ሰነዶቹን ወደ ፖሊስ ወይም ስደተኛ ሠራተኞችን ወደሚረዳ ድርጅት ይውሰዱ። የጽሑፍ ማስረጃ ይጠይቁ።
todo-embassy = ወደ { $name } አገር ኤምባሲ ይደውሉ።
todo-money = ማንም ገንዘብ ቢጠይቅ ወዲያው አይክፈሉ። ማን እና እንዴት እንደጠየቀ ይጻፉ። መጀመሪያ እርዳታ ይጠይቁ።
todo-danger = { $name } አደጋ ላይ መሆናቸውን ካወቁ ወዲያው ወደዚያ አካባቢ ፖሊስ ይደውሉ።

## By SMS to a contact with a feature phone.

sms-step-1 = ከ{ $name } በተጠበቀው ጊዜ መልእክት አልመጣም። አደጋ ላይሆን ይችላል። እባክዎ ይደውሉ።
sms-step-2 = ከ{ $name } አሁንም መልእክት የለም። አደጋ ላይሆን ይችላል። ከቤተሰብ ጋር ይምከሩ።
sms-step-3 = ከ{ $name } አሁንም መልእክት የለም። አደጋ ላይሆን ይችላል፤ ግን ፖሊስን ይጠይቁ።
sms-drill = ልምምድ እንጂ ማስጠንቀቂያ አይደለም። { $name } እየሞከሩ ነው። ምንም ማድረግ አያስፈልግም።

## To the worker, on a screen that others may see: these say nothing of what they are about.

reminder-before = ትንሽ ቆይቶ አንድ ትንሽ ሥራ አለ
reminder-due = አሁን አንድ ትንሽ ሥራ አለ
reminder-grace = አንድ ትንሽ ሥራ ገና አልተሠራም

## To the worker: the plan.

plan-journey = ጉዞ
plan-daily = በየቀኑ
plan-weekly = በየሳምንቱ
plan-every-hours = { $count ->
    [one] በየ{ $count } ሰዓት አንድ መልእክት
   *[other] በየ{ $count } ሰዓታት አንድ መልእክት
}
plan-every-days = { $count ->
    [one] በየ{ $count } ቀን አንድ መልእክት
   *[other] በየ{ $count } ቀናት አንድ መልእክት
}
plan-wait-minutes = { $count ->
    [one] መልእክት ካልመጣ ከ{ $count } ደቂቃ በኋላ ለታመኑ ሰዎችዎ ይነገራል
   *[other] መልእክት ካልመጣ ከ{ $count } ደቂቃዎች በኋላ ለታመኑ ሰዎችዎ ይነገራል
}
plan-wait-hours = { $count ->
    [one] መልእክት ካልመጣ ከ{ $count } ሰዓት በኋላ ለታመኑ ሰዎችዎ ይነገራል
   *[other] መልእክት ካልመጣ ከ{ $count } ሰዓታት በኋላ ለታመኑ ሰዎችዎ ይነገራል
}
plan-wait-days = { $count ->
    [one] መልእክት ካልመጣ ከ{ $count } ቀን በኋላ ለታመኑ ሰዎችዎ ይነገራል
   *[other] መልእክት ካልመጣ ከ{ $count } ቀናት በኋላ ለታመኑ ሰዎችዎ ይነገራል
}
contacts-covered = { $count ->
    [one] ለ{ $count } ሰው ይነገራል
   *[other] ለ{ $count } ሰዎች ይነገራል
}
contacts-not-covered = { $count ->
    [one] { $count } ሰው ገና አልተካተተም
   *[other] { $count } ሰዎች ገና አልተካተቱም
}

## To the worker, inside the vault: before wrong PINs may wipe the store.

erase-warning = በተከታታይ ይህን ያህል የተሳሳተ ፒን ከገባ በኋላ በዚህ መተግበሪያ ውስጥ ያለው ሁሉ ይጠፋል፣ ገና ያልተላከውም ጭምር። ስልኩን የያዘ ማንም ሰው ይህን ሊያደርግ ይችላል። ማንም፣ ምንም ነገር መልሶ ሊያመጣው አይችልም።

## To the worker, inside the vault: what was agreed to long ago.

consent-ask = { $name } ከእርስዎ ምን እንደሚያገኙ እንደገና ይመልከቱ። አሁንም ይህን ይፈልጋሉ?
consent-lapsed = መልስ ስላልሰጡ { $name } ከእያንዳንዱ መልእክት ጋር ያሉበትን ቦታ ከእንግዲህ አያገኙም። ችግር ካለ አሁንም ይነገራቸዋል።
