### Machine translation, not reviewed by a native speaker.
### What the command line's demo tells.

armed = { $count ->
    [one] योजना शुरू है: { $name } की खबर { $count } घंटे के अंदर आनी चाहिए।
   *[other] योजना शुरू है: { $name } की खबर { $count } घंटों के अंदर आनी चाहिए।
}
late = { $name } की खबर आने में देर हो रही है।
missed = { $name } की खबर समय पर नहीं आई।
step-told = { $count ->
    [one] चरण { $step }: { $count } व्यक्ति को बताया गया।
   *[other] चरण { $step }: { $count } लोगों को बताया गया।
}
check-in-came = { $name } की खबर आ गई। जिन्हें पहले बताया गया था, उन सबको यह पता चलेगा।
all-clear = { $name } ने बताया कि खतरा टल गया है।
family-page = परिवार पेज: { $url }

## A worker falls silent: the demo of a missed check-in.

missed-title = { $name } की कोई खबर नहीं
missed-lead = { $name } घर से दूर काम के लिए सफ़र में हैं, और फ़ोन अब नहीं है। जाने से पहले जो तय हुआ था, वह फ़ोन के बिना भी चलता है: { $name } को जिन लोगों पर भरोसा है, उन्हें एक-एक चरण में बताया जाता है।
missed-rehearsal = यह काल्पनिक लोगों के साथ एक अभ्यास है। प्रोग्राम, सीलबंद जानकारी, सर्वर और चिट्ठियाँ असली हैं। कहानी की घड़ी तेज़ चलती है, और ब्राउज़र की जगह एक छोटा प्रोग्राम परिवार पेज पढ़ता है।
missed-files = सब कुछ इसी मशीन पर रहता है: { $path }
missed-server = सर्वर चल रहा है। वह संदेश रखता है, पर उन्हें पढ़ नहीं सकता।
missed-mail = चिट्ठियाँ इस मेल सर्वर पर जाती हैं: { $address }
missed-stores = { $name } और { $contact } दोनों के पास अपनी सीलबंद जानकारी है।
missed-link = { $contact } ने { $name } का भेजा लिंक खोला और छह अंक बोलकर पढ़े: { $digits }
missed-paired = अंक एक जैसे हैं। { $contact } अब भरोसे के संपर्क हैं।
missed-family = { $contact } के पास ऐप नहीं है। { $name } ने परिवार पेज का लिंक भेजा, और { $contact } ने उसे खोला।
missed-address = { $contact } को चिट्ठियाँ भी चाहिए: { $address }
missed-agreed = { $contact } को सवाल वाली एक चिट्ठी मिली। लिंक खोलकर हामी भर दी गई।
missed-please-agree = कृपया चिट्ठी का लिंक खोलें और बटन दबाएँ। कहानी इसका इंतज़ार कर रही है।
missed-file = { $name } ने कागज़ात सील किए: मालिक, काम दिलाने वाला, पता, पासपोर्ट की नकल। अभी इन्हें कोई नहीं खोल सकता।
missed-drill = पहले सब एक बार अभ्यास करते हैं।
missed-practised = { $contact } को अभ्यास का संदेश मिला। उसमें साफ़ लिखा है कि यह अभ्यास है।
missed-ladder = अगर खबर न आए, तो सबसे पहले { $contact } को पता चलेगा। फिर सबको, आखिरी जगहों के साथ। फिर कागज़ात खुलेंगे।
missed-check-in = { $name } की खबर: { $note }
missed-note-leaving = हम निकल रहे हैं। सीमा से लिखूँगी।
missed-note-moved = अब दूसरा ड्राइवर है। हमारे पासपोर्ट उसने रख लिए हैं।
missed-note-found = फ़ोन वापस मिल गया। मैं पुलिस थाने में हूँ।
missed-gone = { $name } का फ़ोन अब नहीं है: उसका प्रोग्राम बंद कर दिया गया, जानकारी पहुँच से बाहर है।
missed-own-watch = { $contact } के ऐप ने सर्वर के बिना, खुद ही यह देख लिया।
missed-letter = { $contact } के लिए चिट्ठी आई: { $subject }
missed-reads = { $contact } ने पढ़ा: { $text }
missed-places = { $contact } अब आखिरी जगहें देख सकते हैं। सबसे नई: { $place }
missed-hold = { $contact } ने अगले चरण से पहले थोड़ा और समय माँगा। बाकी लोग यह देखते हैं।
missed-opened = { $contact } अब कागज़ात देख सकते हैं: { $text }
missed-found = { $name } का फ़ोन मिल गया।
missed-stays = परिवार पेज तब तक खुला रहेगा जब तक आप { $key } न दबाएँ।
missed-done = हर चरण पूरा हुआ।
missed-story = पूरी कहानी एक पेज पर: { $path }
missed-when = कब
missed-who = कौन
missed-what = क्या
missed-timeline = क्या हुआ, एक-एक चरण
missed-letters = चिट्ठियाँ
missed-map = आखिरी जगहें
missed-limits-title = इसमें किस बात का वादा नहीं है
missed-limits = खबर न आना किसी अनहोनी का सबूत नहीं है, और संदेश आना सुरक्षित होने का सबूत नहीं है। सर्वर संदेश पढ़ नहीं सकता, पर देखता है कि वे कब आते हैं, और उन्हें रोक भी सकता है। बिना नेटवर्क का फ़ोन कुछ नहीं भेजता। हर चरण में लोगों को बताया जाता है; वे कुछ करेंगे, इसका वादा कोई नहीं कर सकता।
missed-teller = कहानी
missed-relay = सर्वर
missed-file-title = कागज़ात
