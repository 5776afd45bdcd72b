### Machine translation, not reviewed by a native speaker.
### The family page: what a trusted contact without the app reads in a browser. The reader may be frightened, tired, and
### not used to reading. Short sentences, everyday words. "$name" is the worker: the person who is far from home.
### "The relay" is the server that passes messages on. It cannot read them.

## The page as a whole.

page-title = परिवार पेज
skip-to-content = सीधे सामग्री पर जाएँ
language = भाषा
back = वापस
cancel = रद्द करें
save = सहेजें
saved = सहेज लिया
nobody = आपके अपने

## Before the link is opened. Nothing is sent until the button is pressed.

start-title = आपका परिवार पेज
start-text = आप पर भरोसा करने वाले किसी अपने ने आपको यह पेज दिया है। यहाँ उनका हाल दिखता है, और कुछ गड़बड़ हो तो आपको बताया जाता है।
start-open = मेरा पेज खोलें
start-note = बटन दबाने से पहले कुछ भी लोड नहीं होता।
start-keep = लिंक सँभालकर रखें। लौटने का रास्ता यही है। इसे किसी को न दें।
link-in-history = आपका ब्राउज़र यह लिंक अपने इतिहास में रख सकता है। अगर दूसरे लोग भी यह फ़ोन या कंप्यूटर चलाते हैं, तो इसे वहाँ से मिटा दें।

nolink-title = अपने लिंक से अपना पेज खोलें
nolink-text = आपको जो लिंक मिला है, उसे यहाँ चिपकाएँ। वह “http” से शुरू होता है और उसमें “#WF1” होता है।
nolink-label = आपका लिंक
nolink-open = खोलें

link-not-ours = यह परिवार पेज का लिंक नहीं है। कृपया पूरा लिंक फिर से कॉपी करें।
link-damaged = यह लिंक खराब है। इसका कोई हिस्सा गायब या बदला हुआ है। कृपया पूरा लिंक फिर से कॉपी करें।
link-too-new = यह लिंक नए संस्करण से बना है। पेज फिर से लोड करें। उससे काम न बने, तो लिंक में लिखे पते वाला पेज इस्तेमाल करें।
link-wrong-kind = यह कोड ऐप के लिए है, परिवार पेज के लिए नहीं। अपने परिवार पेज का लिंक माँगें।
link-invalid = इस लिंक में कुछ गड़बड़ है। नया लिंक माँगें।
link-other-place = यह लिंक किसी और पते का है। कृपया इसे वहाँ खोलें: { $url }
link-too-many = इस पेज में 200 लोग आ सकते हैं। किसी को जोड़ने से पहले एक को हटाएँ।

storage-none = यह ब्राउज़र कुछ नहीं रखता। पेज बंद करने पर आपको लिंक की फिर ज़रूरत होगी।
storage-full = इस फ़ोन या कंप्यूटर में जगह नहीं बची है। जो आपके पास है, वह सुरक्षित रखा है। कृपया कुछ जगह खाली करें।
storage-too-new = इस ब्राउज़र में इस पेज का नया संस्करण चल चुका है। कृपया इसकी सभी विंडो बंद करके पेज फिर से लोड करें।
not-secure = यह पता सुरक्षित नहीं है, इसलिए ब्राउज़र संदेश नहीं खोल सकता। “https” से शुरू होने वाला पता इस्तेमाल करें, या फ़ाइल के रूप में रखा पेज।
something-wrong = इस पेज में कुछ गड़बड़ हो गई। जो आपके पास है, वह रखा हुआ है। पेज फिर से लोड करें।

## Whether this page is in touch with the relay.

sync-now = नई खबर देखी जा रही है …
sync-ok = नई खबर { $ago } देखी गई
sync-never = अभी संपर्क नहीं हुआ
sync-button = अभी नई खबर देखें
sync-unreachable = सर्वर से संपर्क नहीं हो रहा। यह पेज पहले की जानकारी दिखा रहा है और कोशिश करता रहेगा।
sync-refused = सर्वर अभी जवाब देने से मना कर रहा है। यह पेज पहले की जानकारी दिखा रहा है और कोशिश करता रहेगा।
sync-garbage = सर्वर का जवाब समझ में नहीं आता। यह पेज पहले की जानकारी दिखा रहा है और कोशिश करता रहेगा।
sync-busy = सर्वर व्यस्त है। यह पेज कोशिश करता रहेगा।
sync-taken = सर्वर यह लिंक नहीं मानता। नया लिंक माँगें।
sync-away = सर्वर { $from } से { $to } तक बंद था। उस समय की सूचनाएँ देर से आ सकती हैं।
clock-ahead = इस फ़ोन या कंप्यूटर की घड़ी सर्वर की घड़ी से { $by } आगे है। इस पेज पर दिखे समय गलत हो सकते हैं।
clock-behind = इस फ़ोन या कंप्यूटर की घड़ी सर्वर की घड़ी से { $by } पीछे है। इस पेज पर दिखे समय गलत हो सकते हैं।

## How things stand. The title is the biggest text on the page.

situation-heading = अभी क्या हाल है
sos-title = { $name } ने मदद के लिए पुकारा है
sos-when = भेजा गया: { $time } ({ $ago })।
sos-from-locked = यह फ़ोन का ताला खोले बिना भेजा गया।
sos-open = यह पुकार तब तक खुली रहेगी जब तक { $name } खतरा टलने की बात नहीं बताते।
duress-title = { $name } पर शायद कोई दबाव डाल रहा है
duress-text = एक संदेश फ़ोन के उस हिस्से से आया है जो { $name } मजबूर किए जाने पर खोलते हैं। यह न मानें कि सब ठीक है। जवाब में इसका ज़िक्र न करें।
missed-title = { $name } की खबर नहीं आई
missed-text = { $due } तक खबर आनी थी। { $missed } से इसे न आई खबर माना गया है।
late-title = { $name } की खबर में देर हो रही है
late-text = { $due } तक खबर आनी थी ({ $ago })। न आई, तो { $missed } से इसे न आई खबर माना जाएगा।
ok-title = { $name } की खबर आई है
ok-text = अगली खबर { $due } तक आनी है।
paused-title = { $name } की खबरें अभी रोकी गई हैं
paused-text = यह रोक { $until } खत्म होगी। अगली खबर { $due } तक आनी है।
noplan-title = { $name } ने खबर भेजने की कोई योजना नहीं बनाई है
noplan-text = संदेश यहाँ दिखेंगे। संदेश न आने पर किसी को नहीं बताया जाता।
waiting-title = अभी कुछ नहीं आया है
waiting-text = पहला संदेश यहाँ दिखेगा। आप यह पेज बंद करके बाद में लौट सकते हैं।
ended-title = { $name } ने इसे खत्म कर दिया है
ended-text = नए संदेश नहीं आएँगे। जो पहले आया, वह यहाँ रहेगा।
last-heard = आखिरी बार कुछ आया: { $time } ({ $ago })
last-heard-never = अभी तक कुछ नहीं आया
last-check-in = आखिरी खबर: { $time } ({ $ago })
not-proof = खबर न आना किसी अनहोनी का सबूत नहीं है। फ़ोन की बैटरी खत्म हो सकती है, फ़ोन खो सकता है, या नेटवर्क नहीं होगा।
told-you = सर्वर ने { $steps } में से चरण { $step } की सूचना दी, { $time }।
practice-now = यह अभ्यास है। कुछ हुआ नहीं है।

short-sos = मदद की पुकार
short-duress = दबाव में
short-missed = खबर नहीं आई
short-late = देर
short-ok = खबर आई
short-paused = रोकी गई
short-noplan = योजना नहीं
short-waiting = अभी कुछ नहीं
short-ended = खत्म

## What to do now.

todo-heading = अब क्या करें
todo-sos-1 = “मैंने देख लिया” दबाएँ। तब { $name } जान सकते हैं कि पुकार पहुँच गई।
todo-sos-2 = नीचे दी जगहें देखें। मामले का पर्चा छापें या सहेजें।
todo-sos-3 = { $name } जहाँ हैं, वहाँ की पुलिस को या मदद करने वाली किसी संस्था को फ़ोन करें। उन्हें मामले का पर्चा दें।
todo-sos-4 = किसी और तरीके से { $name } को फ़ोन या संदेश न करें, जब तक पक्का न हो कि यह सुरक्षित है। फ़ोन किसी और के हाथ में हो सकता है।
todo-sos-5 = यह पेज खुला रखें। आगे जो आएगा, यहाँ दिखेगा।
todo-duress-1 = ऐसे जवाब न दें कि लगे आपको पता है।
todo-duress-2 = मदद करने वाली किसी संस्था या पुलिस को फ़ोन करें। उन्हें मामले का पर्चा दें।
todo-missed-1 = शांत रहें। खबर न आने की वजह ज़्यादातर मामूली होती है।
todo-missed-2 = { $name } को जानने वाले दूसरे लोगों से पूछें कि उन्हें कुछ पता चला है या नहीं।
todo-missed-3 = { $name } तक ऐसे तरीके से पहुँचने की कोशिश करें जो उनके लिए सुरक्षित हो। फ़ोन किसी और के हाथ में हो सकता है।
todo-missed-4 = “मैंने मदद शुरू की” दबाएँ, ताकि बाकी लोग जानें कि कोई कुछ कर रहा है।
todo-missed-5 = और कुछ पता न चले, तो पुलिस या मदद करने वाली संस्था को फ़ोन करें। उन्हें मामले का पर्चा दें।
todo-missed-next = कुछ न आया, तो सर्वर अगले चरण की सूचना { $time } देगा।
todo-late-1 = अभी आपको कुछ करने की ज़रूरत नहीं है।
todo-late-2 = { $missed } के बाद यहाँ फिर देखें। नीचे सूचना चालू करेंगे, तो आपको बताया जाएगा।
todo-ok-1 = आपको कुछ करने की ज़रूरत नहीं है।
todo-alerts = सूचना चालू करें, ताकि गड़बड़ होने पर आपको पता चले।
todo-waiting-1 = अपना वापसी पर्चा छापें और सुरक्षित जगह पर रखें।

## Places.

places-heading = जगहें
places-none = कोई जगह नहीं आई है।
places-sealed = खबरों के साथ जगहें आई हैं। वे बंद हैं। { $name } की खबर न आती रही, तो कोई अगला चरण उन्हें खोलेगा।
places-latest = सबसे नई जगह
place-time = { $time } ({ $ago })
place-accuracy = { $metres ->
        [one] { $metres } मीटर के अंदर
       *[other] { $metres } मीटर के अंदर
    }
place-when = कब
place-where = कहाँ
copy = कॉपी करें
copied = कॉपी हो गया
open-in-app = नक्शे के ऐप में खोलें
open-in-web = OpenStreetMap पर खोलें
map-warning = नक्शे के ऐप या OpenStreetMap को पता चलता है कि आप कौन-सी जगह देख रहे हैं।
track-label = { $count ->
        [one] { $count } जगह का चित्र। वह नीचे की सूची में है।
       *[other] { $count } जगहों का चित्र, सबसे पुरानी से सबसे नई तक। वे नीचे की सूची में हैं।
    }
track-oldest = सबसे पुरानी
track-newest = सबसे नई
track-north = उत्तर ऊपर है
length-metres = { $count } मीटर
length-kilometres = { $count } किमी
places-phone-clock = जगहों के समय फ़ोन की घड़ी के हैं, जो गलत हो सकती है।

## What came and what was told.

history-heading = क्या आया, सबसे नया पहले
history-empty = अभी कुछ नहीं।
history-more = पुराने दिखाएँ
new-mark = नया
came-check-in-ok = खबर: “मैं यहाँ हूँ, सब ठीक है।”
came-check-in-uneasy = खबर: “कुछ गड़बड़ है।”
came-check-in-moved = खबर: “मैं दूसरी जगह पर हूँ।”
came-sos = मदद की पुकार
came-sos-cleared = मदद की पुकार, खतरा टलने की बात से खत्म हुई
came-all-clear = खतरा टला: मदद की पुकार खत्म हुई
came-opened = फ़ोन पर ऐप खोला गया
came-opened-duress = ऐप उस तरीके से खोला गया जो मजबूर किए जाने पर इस्तेमाल होता है
came-hello = आपको भरोसेमंद व्यक्ति बनाया गया
came-farewell = इसे खत्म किया गया
came-last-place = फ़ोन को मालूम आखिरी जगह
came-plan-armed = खबर भेजने की योजना बनाई गई
came-plan-paused = खबरें { $until } तक रोकी गईं
came-plan-ended = खबर भेजने की योजना खत्म की गई
came-plan-drill = अभ्यास शुरू किया गया
came-words = चरण { $step }, { $name } के मंज़ूर किए शब्दों में
came-words-practice = अभ्यास, चरण { $step }
told-step = सर्वर ने { $steps } में से चरण { $step } की सूचना दी: खबर नहीं आई
told-step-practice = अभ्यास: सर्वर ने { $steps } में से चरण { $step } की सूचना दी
told-check-in = आपको बताए जाने के बाद खबर आई। इससे यह पता नहीं चलता कि सब ठीक है।
told-held = { $who } ने चरण { $step } को { $until } तक टाला
told-held-unverified = सर्वर कहता है कि चरण { $step } को { $until } तक टाला गया। इसका प्रमाण देने वाला कोई हस्ताक्षर नहीं है।
told-paused = सर्वर कहता है: { $until } तक रोका गया
told-ended = सर्वर कहता है: योजना खत्म की गई
told-away = सर्वर { $from } से { $to } तक बंद था
told-places = पहले की खबरों की जगहें आपके लिए खोली गईं
told-file = सर्वर ने कागज़ात का अपना हिस्सा खोल दिया है
you-seen = आपका जवाब: मैंने देख लिया
you-on-it = आपका जवाब: मैंने मदद शुरू की
you-text = आपने लिखा
came-unknown = ऐसा संदेश जिसे यह संस्करण नहीं दिखा सकता
from-phone = { $name } के फ़ोन से
from-relay = सर्वर से
from-you = आपसे
sent-locked = फ़ोन का ताला खोले बिना भेजा गया
sent-duress = फ़ोन के उस हिस्से से भेजा गया जो मजबूर किए जाने पर खोला जाता है
battery = बैटरी { $percent } %
phone-time = फ़ोन की घड़ी के अनुसार: { $time }
reply-saved = यहाँ सहेज लिया। सर्वर से संपर्क होते ही भेजा जाएगा।
reply-at-relay = सर्वर पर है। फ़ोन इसे तब लेगा जब उसे नेटवर्क मिलेगा; यह पेज नहीं जान सकता कि कब।
mailbox-full = फ़ोन का डिब्बा भर गया है। आपका जवाब यहाँ रखा है और फिर भेजा जाएगा।
mailbox-unknown = सर्वर अभी फ़ोन का डिब्बा नहीं पहचानता। आपका जवाब यहाँ रखा है और फिर भेजा जाएगा।

## Replies.

reply-heading = जवाब दें
reply-seen = मैंने देख लिया
reply-on-it = मैंने मदद शुरू की
reply-label = { $name } के लिए आपके शब्द
reply-send = भेजें
reply-careful = ऐसा कुछ न लिखें जिससे किसी और के पढ़ने पर { $name } को नुकसान हो।
reply-too-long = यह बहुत लंबा है। कृपया कम लिखें।
reply-done = आपका जवाब सहेज लिया गया है। जल्द से जल्द भेजा जाएगा।

## What happens if no check-in comes.

plan-heading = खबर न आए तो क्या होता है
plan-timing = हर { $interval } में एक खबर आनी चाहिए। उसके बाद { $grace } और इंतज़ार किया जाता है।
plan-step-you = चरण { $step }, { $time }: आपको बताया जाएगा।
plan-step-others = चरण { $step }, { $time }: दूसरों को बताया जाएगा।
plan-step-done = चरण { $step }: बताया जा चुका है।
plan-practice = आपको अभ्यास का संदेश भी आ सकता है। उस पर साफ़ लिखा होगा।
hold-heading = अगला चरण टालें
hold-explain = अगर आप जानते हैं कि { $name } सुरक्षित हैं, तो आप चरण { $step } टाल सकते हैं। जिन्हें बताया जाता है, वे सब देखेंगे कि आपने टाला। एक बार में 24 घंटे और कुल 72 घंटे तक टाला जा सकता है।
hold-hours = कितनी देर के लिए
hold-button = चरण { $step } टालें
hold-sure = ऐसा तभी करें जब आपको { $name } की खबर किसी और तरीके से मिली हो। टालें?
hold-saved = आपकी बात सहेज ली गई है। सर्वर के मानने पर ही लागू होगी।
hold-accepted = सर्वर ने मान लिया है।
hold-refused = सर्वर ने नहीं माना। चरण योजना के अनुसार आएगा।
held-now = { $who } ने चरण { $step } को { $until } तक टाल दिया है।
held-now-unverified = सर्वर कहता है कि चरण { $step } को { $until } तक टाला गया है। इसका प्रमाण देने वाला कोई हस्ताक्षर नहीं है।
somebody = भरोसेमंद लोगों में से किसी
yourself = आप

## The file: what the worker wrote down before leaving.

file-heading = कागज़ात
file-explain = { $name } ने जाने से पहले यह लिखा था, ताकि कुछ हो जाए तो काम आए।
file-waiting = कागज़ात अभी बंद हैं। कोई अगला चरण उन्हें खोलेगा।
file-shares = कागज़ात तब खुलेंगे जब आप में से { $need } लोग अपना हिस्सा दे देंगे। अब तक दिए गए: { $have }।
file-give = मेरा हिस्सा दें
file-give-sure = जब काफ़ी हिस्से मिल जाएँगे, तो दूसरे लोग भी कागज़ात खोल सकेंगे। इसे वापस नहीं लिया जा सकता।
file-given-saved = आपका हिस्सा सहेज लिया गया है। सर्वर से संपर्क होते ही भेजा जाएगा।
file-given = आपका हिस्सा दे दिया गया है। यह पेज बाकी हिस्से खोज रहा है।
file-download = कागज़ात लोड करें
file-download-more = कागज़ात लोड करना जारी रखें
file-progress = { $count } में से { $have } हिस्से लोड हुए
file-open = कागज़ात खोलें
file-damaged = कागज़ात का एक हिस्सा खराब है। फिर से लोड करें।
file-not-released = सर्वर अभी कागज़ात नहीं देता। बाद में फिर कोशिश करें।
file-wrong-shares = ये हिस्से आपस में मेल नहीं खाते। एक और हिस्से का इंतज़ार करें।
file-made = { $time } को लिखा गया, फ़ोन की घड़ी के अनुसार
field-1 = मैं कौन हूँ
field-2 = पहचान के कागज़
field-3 = मालिक
field-4 = काम दिलाने वाला, और हम कैसे मिले
field-5 = वादा किया गया काम और पैसा
field-6 = पता
field-7 = रास्ता और टिकट
field-8 = किन लोगों को फ़ोन करें
field-9 = टिप्पणियाँ
field-other = और
attachments-heading = तस्वीरें और कागज़
attachment-save = { $file } सहेजें
attachment-picture = तस्वीर: { $file }

## The case sheet, for the police or an organisation that helps.

sheet-heading = मामले का पर्चा
sheet-explain = जो कुछ यह पेज जानता है, कागज़ पर या फ़ाइल में। इसे पुलिस या मदद करने वाली संस्था को दें।
sheet-show = मामले का पर्चा दिखाएँ
sheet-print = छापें
sheet-json = फ़ाइल के रूप में सहेजें (JSON)
sheet-made = { $time } को बना। समय { $zone } के हैं।
sheet-who = कौन
sheet-name = नाम
sheet-own-name = अपना बताया नाम
sheet-identity = इस व्यक्ति की पहचान का निशान
sheet-stands = अभी क्या हाल है
sheet-messages = संदेश
sheet-told = सर्वर ने क्या और कब बताया
sheet-source = कहाँ से
sheet-what = क्या
sheet-sources = कौन-सी बात कहाँ से आई है
sheet-source-phone = फ़ोन: { $name } के फ़ोन ने बताया, ऐसे बंद करके कि रास्ते में कोई पढ़ या बदल न सके। उसकी घड़ी और लिखी बातें गलत हो सकती हैं।
sheet-source-relay = सर्वर: सर्वर ने बताया, जो संदेश नहीं पढ़ सकता। पहुँचने के समय उसके अपने हैं।
sheet-source-page = पेज: इस पेज पर गिना या लिखा गया।
source-phone = फ़ोन
source-relay = सर्वर
source-page = पेज
sheet-notes = निजी टिप्पणियाँ
sheet-notes-include = मेरी निजी टिप्पणियाँ पर्चे में डालें
sheet-file-missing = कागज़ात इस पर्चे पर नहीं हैं, क्योंकि वे इस पेज पर खुले नहीं हैं।

## The recovery sheet.

recovery-heading = वापसी पर्चा
recovery-explain = यह फ़ोन या कंप्यूटर खो जाए या खाली हो जाए, तो लौटने के लिए आपको लिंक चाहिए। यह पर्चा छापें और ऐसी जगह रखें जहाँ किसी को न मिले। जिसके पास यह हो, वह आपके लिए आने वाली बातें पढ़ सकता है।
recovery-show = वापसी पर्चा दिखाएँ
recovery-recommended = पहले अपना वापसी पर्चा छापें।
recovery-later = बाद में
recovery-print = छापें
recovery-text = इस चित्र को फ़ोन से स्कैन करें, या लिंक लिखें:
recovery-qr = स्कैन करने के लिए लिंक का चित्र

## Alerts when the page is closed.

alerts-heading = सूचनाएँ
alerts-explain = यह पेज बंद हो, तब भी कुछ नया होने पर आपको बताया जा सकता है। सूचना में सिर्फ़ यह लिखा होगा: कृपया अपना परिवार पेज खोलें।
alerts-push = इस ब्राउज़र में सूचनाएँ
alerts-push-on = चालू करें
alerts-push-off = बंद करें
alerts-push-is-on = इस ब्राउज़र में सूचनाएँ चालू हैं।
alerts-push-denied = यह ब्राउज़र इस पेज से सूचनाएँ नहीं आने देता। आप इसे ब्राउज़र की सेटिंग में बदल सकते हैं।
alerts-push-unsupported = इस ब्राउज़र में सूचनाएँ नहीं होतीं। नीचे कोई और तरीका चुनें।
alerts-push-not-offered = यह सर्वर ब्राउज़र में सूचनाएँ नहीं देता। नीचे कोई और तरीका चुनें।
alerts-push-failed = काम नहीं बना। कृपया बाद में फिर कोशिश करें।
alerts-add = एक और तरीका जोड़ें
alerts-kind = कैसे
alerts-email = ईमेल
alerts-ntfy = ntfy (सूचनाओं का ऐप)
alerts-webhook = Webhook (संस्थाओं के लिए)
alerts-email-address = ईमेल पता
alerts-ntfy-address = ntfy विषय का पता
alerts-webhook-address = Webhook का पता
alerts-urgent-only = सिर्फ़ ज़रूरी होने पर
alerts-button = जोड़ें
alerts-list = आपकी सूचनाएँ
alerts-none = अभी कोई सूचना नहीं है।
alerts-unknown-address = किसी और ब्राउज़र में जोड़ी गई
alert-unconfirmed = पुष्टि नहीं हुई। वहाँ भेजा गया संदेश खोलें और हाँ कहें।
alert-confirmed = काम कर रही है
alert-dead = नहीं पहुँचती। कृपया पता जाँचें।
alert-opted-out = पाने वाले ने बंद की
alert-other = मालूम नहीं
alert-remove = हटाएँ
alerts-invalid = सर्वर यह पता नहीं मानता।
alerts-limit = सूचनाएँ बहुत ज़्यादा हैं। पहले एक हटाएँ।
alerts-not-offered = यह सर्वर वह सुविधा नहीं देता।
alerts-other-problem = काम नहीं बना। कृपया बाद में फिर कोशिश करें।
notification-text = कृपया अपना परिवार पेज खोलें।

## This page itself.

page-heading = यह पेज
page-label = आप इन्हें क्या कहकर बुलाते हैं
page-note = निजी टिप्पणियाँ
page-note-explain = वे इसी ब्राउज़र में रहती हैं। कोई और नहीं देखता।
page-add = एक और लिंक जोड़ें
page-install = यह पेज होम स्क्रीन पर रखें
page-file = यह पेज एक फ़ाइल में
page-file-explain = आप इस पेज को फ़ाइल के रूप में सहेजकर उसके पते के बिना खोल सकते हैं। वह आपका लिंक माँगेगा। उसकी छाप को प्रकाशित छाप से मिलाएँ।
page-file-save = पेज सहेजें
page-fingerprint = छाप (SHA-256)
page-forget = इस व्यक्ति को इस ब्राउज़र से हटाएँ
page-forget-sure = इस ब्राउज़र में { $name } के बारे में जो कुछ है, सब मिट जाएगा। लिंक से आप लौट सकते हैं। हटाएँ?
page-limits-heading = जानना अच्छा है
page-limit-1 = जिसके पास आपका लिंक है, वह आपके लिए आने वाली बातें पढ़ सकता है।
page-limit-2 = सर्वर बंद संदेश आगे पहुँचाता है। वह उन्हें पढ़ नहीं सकता। वह देखता है कि आप कब देखते हैं।
page-limit-3 = अगर सर्वर किसी और के कब्ज़े में चला जाए, तो वह नकली पेज दे सकता है। फ़ाइल वाला पेज आपको इससे बचाता है।
page-limit-4 = इस पेज से कोई किसी की जगह नहीं पूछ सकता। जगहें सिर्फ़ वैसे आती हैं जैसे { $name } ने मंज़ूर किया है।

## A page for many people.

list-heading = { $count ->
        [one] { $count } व्यक्ति
       *[other] { $count } लोग
    }
list-search = नाम या टिप्पणी से खोजें
list-none-found = कोई नहीं मिला।
list-csv = सूची सहेजें (CSV)
list-unopened = { $count ->
        [one] { $count } नया
       *[other] { $count } नए
    }
list-due = { $due } तक आनी है
list-since = { $time } से
column-name = नाम
column-situation = हाल
column-last-heard = आखिरी बार कुछ आया
column-last-check-in = आखिरी खबर
column-due = कब तक आनी है
column-missed = कब से नहीं आई
column-step = बताया गया चरण
column-notes = टिप्पणियाँ

## Lengths of time.

minutes = { $count ->
        [one] { $count } मिनट
       *[other] { $count } मिनट
    }
hours = { $count ->
        [one] { $count } घंटा
       *[other] { $count } घंटे
    }
days = { $count ->
        [one] { $count } दिन
       *[other] { $count } दिन
    }
just-now = अभी-अभी

## News for those who listen to the page.

news-message = { $name } का नया संदेश
news-sos = { $name } ने मदद के लिए पुकारा
news-told = सर्वर ने { $name } के बारे में कुछ नया बताया है
