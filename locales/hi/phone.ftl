### Machine translation, not reviewed by a native speaker.
### What the library says to the worker, and to a contact on the worker's behalf.

## To a contact: what a step says. Each says that silence is not proof of harm.

step-1 = तय समय के बाद से { $name } की कोई खबर नहीं आई है। खबर न आना किसी अनहोनी का सबूत नहीं है: फ़ोन बंद या खराब हो सकता है, या सिग्नल नहीं होगा। कृपया { $name } से बात करने की कोशिश करें।
step-2 = अब भी { $name } की कोई खबर नहीं आई है। आखिरी मालूम जगहें अब आप देख सकते हैं। खबर न आना किसी अनहोनी का सबूत नहीं है। कृपया बाकी भरोसेमंद लोगों से बात करके मिलकर तय करें कि क्या करना है।
step-3 = अब भी { $name } की कोई खबर नहीं आई है। { $name } के बारे में रखे कागज़ात अब आप देख सकते हैं: मालिक, काम दिलाने वाला, पता। खबर न आना किसी अनहोनी का सबूत नहीं है, लेकिन अब मदद माँगना ठीक रहेगा।
drill = यह सिर्फ़ अभ्यास है, खतरे की सूचना नहीं। { $name } परख रहे हैं कि आपको खबर कैसे मिलेगी।
drill-answer = कृपया यह संदेश खोलें और जवाब दें, जैसे सचमुच की बात होने पर देते।
check-in-came = { $name } की खबर आ गई है। इससे अभी यह पता नहीं चलता कि सब ठीक है।
all-clear = { $name } ने बताया है कि खतरा टल गया है।

## To a contact: what the contact's own app sees.

watch-late = { $name } की खबर आने में देर हो रही है।
watch-missed = तय समय में { $name } की कोई खबर नहीं आई। खबर न आना किसी अनहोनी का सबूत नहीं है।
watch-relay-silent = सर्वर जवाब नहीं दे रहा है, इसलिए खबर देर से आ सकती है। यह फ़ोन खुद भी नज़र रख रहा है।
watch-relay-away = सर्वर कुछ समय के लिए बंद था और अब चालू है। सूचनाएँ तय समय से देर में आ सकती हैं।
late-minutes = { $count ->
    [one] { $count } मिनट की देर
   *[other] { $count } मिनट की देर
}
late-hours = { $count ->
    [one] { $count } घंटे की देर
   *[other] { $count } घंटे की देर
}
late-days = { $count ->
    [one] { $count } दिन की देर
   *[other] { $count } दिनों की देर
}

## To a contact: what to do now.

todo-title = अब क्या करें
todo-answer = इस संदेश का जवाब दें, ताकि बाकी लोग जानें कि आपने इसे देख लिया है।
todo-call = { $name } को फ़ोन करें और संदेश भेजें। एक से ज़्यादा बार कोशिश करें।
todo-other-voice = अगर फ़ोन कोई और उठाए, तो इस सूचना की बात न करें। कहें कि बस हालचाल पूछना था।
todo-together = बाकी भरोसेमंद लोगों से बात करें। तय करें कि कौन क्या करेगा।
todo-employer = मालिक या काम दिलाने वाले को न बताएँ। इससे { $name } के लिए खतरा हो सकता है।
todo-places = आखिरी मालूम जगह और समय लिख लें।
todo-report = कागज़ात पुलिस के पास या प्रवासी मज़दूरों की मदद करने वाली संस्था के पास ले जाएँ। लिखित रिपोर्ट माँगें।
todo-embassy = { $name } के देश के दूतावास को फ़ोन करें।
todo-money = अगर कोई पैसे माँगे, तो तुरंत न दें। लिख लें कि किसने और कैसे माँगे। पहले मदद लें।
todo-danger = अगर आपको पता है कि { $name } खतरे में हैं, तो वहाँ की पुलिस को तुरंत फ़ोन करें।

## By SMS to a contact with a feature phone.

sms-step-1 = { $name } की खबर समय पर नहीं आई। शायद खतरा न हो। फ़ोन करके देखें।
sms-step-2 = { $name } की अब भी खबर नहीं। शायद खतरा न हो। परिवार से बात करें।
sms-step-3 = { $name } की अब भी खबर नहीं। शायद खतरा न हो, पर पुलिस से मदद लें।
sms-drill = यह अभ्यास है, चेतावनी नहीं। { $name } परख रहे हैं। आप कुछ न करें।

## To the worker, on a screen that others may see: these say nothing of what they are about.

reminder-before = थोड़ी देर में एक छोटा काम है
reminder-due = अभी एक छोटा काम है
reminder-grace = एक छोटा काम अभी बाकी है

## To the worker: the plan.

plan-journey = सफ़र
plan-daily = रोज़
plan-weekly = हर हफ़्ते
plan-every-hours = { $count ->
    [one] हर { $count } घंटे में एक खबर
   *[other] हर { $count } घंटे में एक खबर
}
plan-every-days = { $count ->
    [one] हर { $count } दिन में एक खबर
   *[other] हर { $count } दिनों में एक खबर
}
plan-wait-minutes = { $count ->
    [one] खबर न आने पर { $count } मिनट बाद आपके लोगों को बताया जाएगा
   *[other] खबर न आने पर { $count } मिनट बाद आपके लोगों को बताया जाएगा
}
plan-wait-hours = { $count ->
    [one] खबर न आने पर { $count } घंटे बाद आपके लोगों को बताया जाएगा
   *[other] खबर न आने पर { $count } घंटे बाद आपके लोगों को बताया जाएगा
}
plan-wait-days = { $count ->
    [one] खबर न आने पर { $count } दिन बाद आपके लोगों को बताया जाएगा
   *[other] खबर न आने पर { $count } दिन बाद आपके लोगों को बताया जाएगा
}
contacts-covered = { $count ->
    [one] { $count } व्यक्ति को बताया जाएगा
   *[other] { $count } लोगों को बताया जाएगा
}
contacts-not-covered = { $count ->
    [one] { $count } व्यक्ति अभी शामिल नहीं है
   *[other] { $count } लोग अभी शामिल नहीं हैं
}

## To the worker, inside the vault: before wrong PINs may wipe the store.

erase-warning = लगातार इतनी बार गलत पिन डालने पर इस ऐप में सब कुछ नष्ट हो जाता है, वह भी जो अभी भेजा नहीं गया है। जिसके हाथ में फ़ोन है, वह ऐसा कर सकता है। इसे कोई भी और कुछ भी वापस नहीं ला सकता।

## To the worker, inside the vault: what was agreed to long ago.

consent-ask = { $name } को आपसे क्या मिलता है, एक बार फिर देख लें। क्या आप अब भी यही चाहते हैं?
consent-lapsed = आपने जवाब नहीं दिया, इसलिए अब { $name } को हर खबर के साथ आपकी जगह नहीं मिलती। कुछ गड़बड़ होने पर उन्हें अब भी बताया जाएगा।
