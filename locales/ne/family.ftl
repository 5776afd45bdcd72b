### Machine translation, not reviewed by a native speaker.
### The family page: what a trusted contact without the app reads in a browser. The reader may be frightened, tired, and
### not used to reading. Short sentences, everyday words. "$name" is the worker: the person who is far from home.
### "The relay" is the server that passes messages on. It cannot read them.

## The page as a whole.

page-title = परिवार पृष्ठ
skip-to-content = सिधै सामग्रीमा जानुहोस्
language = भाषा
back = पछाडि
cancel = रद्द गर्नुहोस्
save = सुरक्षित राख्नुहोस्
saved = राखियो
nobody = तपाईंको मान्छे

## Before the link is opened. Nothing is sent until the button is pressed.

start-title = तपाईंको परिवार पृष्ठ
start-text = तपाईंलाई विश्वास गर्ने आफ्नो मान्छेले यो पृष्ठ दिनुभएको हो। यहाँ उहाँको हालखबर देखिन्छ, र केही गडबड भए तपाईंलाई जानकारी आउँछ।
start-open = मेरो पृष्ठ खोल्नुहोस्
start-note = बटन नथिचेसम्म केही पनि लोड हुँदैन।
start-keep = लिंक जोगाएर राख्नुहोस्। फर्केर आउने बाटो यही हो। कसैलाई नदिनुहोस्।
link-in-history = तपाईंको ब्राउजरले यो लिंक आफ्नो इतिहासमा राख्न सक्छ। अरूले पनि यो उपकरण चलाउँछन् भने त्यहाँबाट मेटाउनुहोस्।

nolink-title = आफ्नो लिंकले आफ्नो पृष्ठ खोल्नुहोस्
nolink-text = तपाईंलाई दिइएको लिंक यहाँ टाँस्नुहोस्। त्यो “http” बाट सुरु हुन्छ र त्यसमा “#WF1” हुन्छ।
nolink-label = तपाईंको लिंक
nolink-open = खोल्नुहोस्

link-not-ours = यो परिवार पृष्ठको लिंक होइन। कृपया पूरै लिंक फेरि कपी गर्नुहोस्।
link-damaged = यो लिंक बिग्रेको छ। यसको केही भाग छैन वा फेरिएको छ। कृपया पूरै लिंक फेरि कपी गर्नुहोस्।
link-too-new = यो लिंक नयाँ संस्करणले बनाएको हो। पृष्ठ फेरि लोड गर्नुहोस्। त्यसले नभए लिंकमा भएको ठेगानाको पृष्ठ प्रयोग गर्नुहोस्।
link-wrong-kind = यो कोड एपका लागि हो, परिवार पृष्ठका लागि होइन। आफ्नो परिवार पृष्ठको लिंक माग्नुहोस्।
link-invalid = यो लिंकमा केही गडबड छ। नयाँ माग्नुहोस्।
link-other-place = यो लिंक अर्कै ठेगानाको हो। कृपया त्यहाँ खोल्नुहोस्: { $url }
link-too-many = यो पृष्ठमा 200 जना अटाउँछन्। अरू थप्नुअघि एक जना हटाउनुहोस्।

storage-none = यो ब्राउजरले केही राख्दैन। पृष्ठ बन्द गरेपछि तपाईंलाई फेरि लिंक चाहिन्छ।
storage-full = यो यन्त्रमा ठाउँ छैन। तपाईंसँग भएको कुरा जस्ताको तस्तै छ। कृपया केही ठाउँ खाली गर्नुहोस्।
storage-too-new = यो ब्राउजरमा यो पृष्ठको नयाँ संस्करण चलाइएको थियो। कृपया यसका सबै विन्डो बन्द गरेर पृष्ठ फेरि लोड गर्नुहोस्।
not-secure = यो ठेगाना सुरक्षित छैन, त्यसैले ब्राउजरले सन्देश खोल्न सक्दैन। “https” बाट सुरु हुने ठेगाना वा फाइलका रूपमा राखिएको पृष्ठ प्रयोग गर्नुहोस्।
something-wrong = यो पृष्ठमा केही गडबड भयो। तपाईंसँग भएको कुरा जस्ताको तस्तै छ। पृष्ठ फेरि लोड गर्नुहोस्।

## Whether this page is in touch with the relay.

sync-now = नयाँ खबर हेर्दै …
sync-ok = नयाँ खबर { $ago } हेरियो
sync-never = अहिलेसम्म सम्पर्क भएको छैन
sync-button = अहिले नयाँ खबर हेर्नुहोस्
sync-unreachable = सर्भरसँग सम्पर्क भएन। यो पृष्ठले पहिलेको कुरा देखाउँछ र कोसिस गरिरहन्छ।
sync-refused = सर्भरले अहिले जवाफ दिन मानेन। यो पृष्ठले पहिलेको कुरा देखाउँछ र कोसिस गरिरहन्छ।
sync-garbage = सर्भरको जवाफ बुझिएन। यो पृष्ठले पहिलेको कुरा देखाउँछ र कोसिस गरिरहन्छ।
sync-busy = सर्भर व्यस्त छ। यो पृष्ठले कोसिस गरिरहन्छ।
sync-taken = सर्भरले यो लिंक मान्दैन। नयाँ माग्नुहोस्।
sync-away = सर्भर { $from } देखि { $to } सम्म बन्द थियो। त्यो समयका सूचना ढिलो आउन सक्छन्।
clock-ahead = यो यन्त्रको घडी सर्भरको भन्दा { $by } अगाडि छ। यो पृष्ठका समय गलत हुन सक्छन्।
clock-behind = यो यन्त्रको घडी सर्भरको भन्दा { $by } पछाडि छ। यो पृष्ठका समय गलत हुन सक्छन्।

## How things stand. The title is the biggest text on the page.

situation-heading = अहिलेको अवस्था
sos-title = { $name } ले सहयोगका लागि गुहार्नुभएको छ
sos-when = पठाइएको समय: { $time } ({ $ago })।
sos-from-locked = यो फोनको लक नखोली पठाइएको हो।
sos-open = { $name } ले खतरा टर्‍यो नभनेसम्म यो गुहार खुला रहन्छ।
duress-title = { $name } माथि दबाब हुन सक्छ
duress-text = { $name } ले कर लागेर खोल्नुपर्दा खोल्ने फोनको भागबाट एउटा सन्देश आयो। सबै ठीक छ भनी नपत्याउनुहोस्। जवाफमा यो कुरा नलेख्नुहोस्।
missed-title = { $name } को खबर आएन
missed-text = { $due } सम्ममा खबर आउनुपर्ने थियो। { $missed } देखि खबर नआएको मानिएको छ।
late-title = { $name } को खबर ढिलो भयो
late-text = { $due } सम्ममा खबर आउनुपर्ने थियो ({ $ago })। आएन भने { $missed } देखि खबर नआएको मानिन्छ।
ok-title = { $name } को खबर आयो
ok-text = अर्को खबर { $due } सम्ममा आउनुपर्छ।
paused-title = { $name } का खबर अहिलेलाई रोकिएका छन्
paused-text = यो रोक { $until } सकिन्छ। अर्को खबर { $due } सम्ममा आउनुपर्छ।
noplan-title = { $name } को खबर पठाउने योजना छैन
noplan-text = सन्देश यहाँ देखिन्छन्। सन्देश नआए कसैलाई जानकारी जाँदैन।
waiting-title = अहिलेसम्म केही आएको छैन
waiting-text = पहिलो सन्देश यहाँ देखिनेछ। तपाईं यो पृष्ठ बन्द गरेर पछि आउन सक्नुहुन्छ।
ended-title = { $name } ले यो टुङ्ग्याउनुभयो
ended-text = अब नयाँ सन्देश आउँदैनन्। पहिले आएका यहीँ रहन्छन्।
last-heard = अन्तिम पटक केही आएको: { $time } ({ $ago })
last-heard-never = अहिलेसम्म केही आएको छैन
last-check-in = अन्तिम खबर: { $time } ({ $ago })
not-proof = खबर नआउनु भनेको केही भयो भन्ने प्रमाण होइन। फोनको ब्याट्री सकिएको, फोन हराएको वा नेटवर्क नभएको हुन सक्छ।
told-you = सर्भरले { $steps } मध्ये चरण { $step } को जानकारी दियो, { $time }।
practice-now = यो अभ्यास हो। केही भएको छैन।

short-sos = सहयोगको गुहार
short-duress = दबाबमा
short-missed = खबर आएन
short-late = ढिलो
short-ok = खबर आयो
short-paused = रोकिएको
short-noplan = योजना छैन
short-waiting = अहिलेसम्म केही छैन
short-ended = टुङ्गियो

## What to do now.

todo-heading = अब के गर्ने
todo-sos-1 = “मैले देखेँ” थिच्नुहोस्। अनि गुहार पुग्यो भनी { $name } ले थाहा पाउन सक्नुहुन्छ।
todo-sos-2 = तल दिइएका ठाउँहरू हेर्नुहोस्। विवरण पत्र छाप्नुहोस् वा राख्नुहोस्।
todo-sos-3 = { $name } जहाँ हुनुहुन्छ त्यहाँको प्रहरी वा सहयोग गर्ने संस्थालाई फोन गर्नुहोस्। उनीहरूलाई विवरण पत्र दिनुहोस्।
todo-sos-4 = सुरक्षित छ भनी पक्का नभई { $name } लाई अरू कुनै तरिकाले फोन वा सन्देश नगर्नुहोस्। फोन अरू कसैको हातमा हुन सक्छ।
todo-sos-5 = यो पृष्ठ खुला राख्नुहोस्। अब आउने कुरा यहाँ देखिन्छ।
todo-duress-1 = तपाईंलाई थाहा भए जस्तो गरी जवाफ नदिनुहोस्।
todo-duress-2 = सहयोग गर्ने संस्था वा प्रहरीलाई फोन गर्नुहोस्। उनीहरूलाई विवरण पत्र दिनुहोस्।
todo-missed-1 = नआत्तिनुहोस्। खबर नआउनुको कारण प्रायः सामान्य नै हुन्छ।
todo-missed-2 = { $name } लाई चिन्ने अरू मान्छेलाई केही खबर छ कि भनी सोध्नुहोस्।
todo-missed-3 = { $name } का लागि सुरक्षित हुने तरिकाले सम्पर्क गर्ने कोसिस गर्नुहोस्। फोन अरू कसैको हातमा हुन सक्छ।
todo-missed-4 = “म लागिरहेको छु” थिच्नुहोस्, ताकि कसैले केही गर्दैछ भनी अरूले थाहा पाऊन्।
todo-missed-5 = थप केही थाहा नभए प्रहरी वा सहयोग गर्ने संस्थालाई फोन गर्नुहोस्। उनीहरूलाई विवरण पत्र दिनुहोस्।
todo-missed-next = केही आएन भने सर्भरले अर्को चरणको जानकारी { $time } दिन्छ।
todo-late-1 = अहिले तपाईंले केही गर्नुपर्दैन।
todo-late-2 = { $missed } पछि यहाँ फेरि हेर्नुहोस्। तल सूचना मिलाउनुभयो भने तपाईंलाई जानकारी आउँछ।
todo-ok-1 = तपाईंले केही गर्नुपर्दैन।
todo-alerts = सूचना मिलाउनुहोस्, ताकि केही गडबड भए तपाईंलाई जानकारी आओस्।
todo-waiting-1 = आफ्नो फर्कने पत्र छापेर सुरक्षित ठाउँमा राख्नुहोस्।

## Places.

places-heading = ठाउँहरू
places-none = कुनै ठाउँ आएको छैन।
places-sealed = खबरसँगै ठाउँहरू आए। ती बन्द छन्। { $name } को खबर आइरहेन भने पछिको चरणले ती खोल्छ।
places-latest = सबैभन्दा नयाँ ठाउँ
place-time = { $time } ({ $ago })
place-accuracy = { $metres ->
        [one] { $metres } मिटरभित्र
       *[other] { $metres } मिटरभित्र
    }
place-when = कहिले
place-where = कहाँ
copy = कपी गर्नुहोस्
copied = कपी भयो
open-in-app = नक्साको एपमा खोल्नुहोस्
open-in-web = OpenStreetMap मा खोल्नुहोस्
map-warning = तपाईंले कुन ठाउँ हेर्नुभयो भन्ने नक्साको एप वा OpenStreetMap ले थाहा पाउँछ।
track-label = { $count ->
        [one] { $count } ठाउँको चित्र। त्यो तलको सूचीमा छ।
       *[other] { $count } ठाउँको चित्र, सबैभन्दा पुरानोदेखि सबैभन्दा नयाँसम्म। ती तलको सूचीमा छन्।
    }
track-oldest = सबैभन्दा पुरानो
track-newest = सबैभन्दा नयाँ
track-north = उत्तर माथि छ
length-metres = { $count } मिटर
length-kilometres = { $count } किमि
places-phone-clock = ठाउँका समय फोनको घडीका हुन्, जुन गलत हुन सक्छ।

## What came and what was told.

history-heading = के आयो, नयाँ पहिले
history-empty = अहिलेसम्म केही छैन।
history-more = पुराना देखाउनुहोस्
new-mark = नयाँ
came-check-in-ok = खबर: “म यहाँ छु, सबै ठीक छ।”
came-check-in-uneasy = खबर: “केही गडबड छ।”
came-check-in-moved = खबर: “म अर्को ठाउँमा छु।”
came-sos = सहयोगको गुहार
came-sos-cleared = सहयोगको गुहार, खतरा टर्‍यो भनेपछि टुङ्गियो
came-all-clear = खतरा टर्‍यो: सहयोगको गुहार सकियो
came-opened = फोनमा एप खोलियो
came-opened-duress = कर लागेर खोल्नुपर्दा खोल्ने तरिकाले एप खोलियो
came-hello = तपाईंलाई विश्वासिलो मान्छे बनाइयो
came-farewell = यो टुङ्ग्याइयो
came-last-place = फोनलाई थाहा भएको अन्तिम ठाउँ
came-plan-armed = खबर पठाउने योजना बनाइयो
came-plan-paused = खबरहरू { $until } सम्म रोकिए
came-plan-ended = खबर पठाउने योजना टुङ्ग्याइयो
came-plan-drill = अभ्यास सुरु गरियो
came-words = चरण { $step }, { $name } ले मान्नुभएका शब्दमा
came-words-practice = अभ्यास, चरण { $step }
told-step = सर्भरले { $steps } मध्ये चरण { $step } को जानकारी दियो: खबर आएन
told-step-practice = अभ्यास: सर्भरले { $steps } मध्ये चरण { $step } को जानकारी दियो
told-check-in = तपाईंलाई जानकारी दिएपछि खबर आयो। यसले सबै ठीक छ भन्ने बुझाउँदैन।
told-held = { $who } ले चरण { $step } लाई { $until } सम्म सार्नुभयो
told-held-unverified = सर्भर भन्छ, चरण { $step } लाई { $until } सम्म सारियो। यसलाई पक्का गर्ने हस्ताक्षर छैन।
told-paused = सर्भर भन्छ: { $until } सम्म रोकियो
told-ended = सर्भर भन्छ: योजना टुङ्ग्याइयो
told-away = सर्भर { $from } देखि { $to } सम्म बन्द थियो
told-places = पहिलेका खबरका ठाउँहरू तपाईंका लागि खोलिए
told-file = सर्भरले कागजपत्रको आफ्नो भाग खोल्यो
you-seen = तपाईंको जवाफ: मैले देखेँ
you-on-it = तपाईंको जवाफ: म लागिरहेको छु
you-text = तपाईंले लेख्नुभयो
came-unknown = यो संस्करणले देखाउन नसक्ने सन्देश
from-phone = { $name } को फोनबाट
from-relay = सर्भरबाट
from-you = तपाईंबाट
sent-locked = फोनको लक नखोली पठाइएको
sent-duress = कर लागेर खोल्नुपर्दा खोल्ने फोनको भागबाट पठाइएको
battery = ब्याट्री { $percent } %
phone-time = फोनको घडीअनुसार: { $time }
reply-saved = यहाँ राखियो। सर्भरसँग सम्पर्क भएपछि पठाइन्छ।
reply-at-relay = सर्भरमा छ। फोनले नेटवर्क पाएपछि लिन्छ; कहिले भन्ने यो पृष्ठले थाहा पाउन सक्दैन।
mailbox-full = फोनको सन्देश बाकस भरियो। तपाईंको जवाफ यहीँ राखिएको छ र फेरि पठाइन्छ।
mailbox-unknown = सर्भरले अहिले फोनको सन्देश बाकस चिन्दैन। तपाईंको जवाफ यहीँ राखिएको छ र फेरि पठाइन्छ।

## Replies.

reply-heading = जवाफ दिनुहोस्
reply-seen = मैले देखेँ
reply-on-it = म लागिरहेको छु
reply-label = { $name } लाई तपाईंका शब्द
reply-send = पठाउनुहोस्
reply-careful = अरू कसैले पढेमा { $name } लाई हानि हुन सक्ने केही नलेख्नुहोस्।
reply-too-long = यो धेरै लामो भयो। कृपया छोटो लेख्नुहोस्।
reply-done = तपाईंको जवाफ राखियो। सकेसम्म छिटो पठाइन्छ।

## What happens if no check-in comes.

plan-heading = खबर नआए के हुन्छ
plan-timing = हरेक { $interval } मा एउटा खबर आउनुपर्छ। त्यसपछि थप { $grace } पर्खिन्छ।
plan-step-you = चरण { $step }, { $time }: तपाईंलाई जानकारी जान्छ।
plan-step-others = चरण { $step }, { $time }: अरूलाई जानकारी जान्छ।
plan-step-done = चरण { $step }: जानकारी गयो।
plan-practice = तपाईंलाई अभ्यास पनि आउन सक्छ। त्यसमा अभ्यास हो भनी स्पष्ट लेखिएको हुन्छ।
hold-heading = अर्को चरण सार्नुहोस्
hold-explain = { $name } सुरक्षित हुनुहुन्छ भन्ने थाहा छ भने तपाईं चरण { $step } सार्न सक्नुहुन्छ। जानकारी पाउने सबैले तपाईंले सारेको देख्छन्। एक पटकमा 24 घण्टा र जम्मा 72 घण्टासम्म सार्न मिल्छ।
hold-hours = कति समयका लागि
hold-button = चरण { $step } सार्नुहोस्
hold-sure = अरू तरिकाले { $name } को खबर पाउनुभएको छ भने मात्र यसो गर्नुहोस्। सार्ने हो?
hold-saved = तपाईंको कुरा राखियो। सर्भरले मानेपछि मात्र लागू हुन्छ।
hold-accepted = सर्भरले मान्यो।
hold-refused = सर्भरले मानेन। चरण योजनाअनुसार नै आउँछ।
held-now = { $who } ले चरण { $step } लाई { $until } सम्म सार्नुभएको छ।
held-now-unverified = सर्भर भन्छ, चरण { $step } लाई { $until } सम्म सारिएको छ। यसलाई पक्का गर्ने हस्ताक्षर छैन।
somebody = विश्वासिला मान्छेमध्ये कोही
yourself = तपाईं

## The file: what the worker wrote down before leaving.

file-heading = कागजपत्र
file-explain = केही भइहाल्यो भने काम लागोस् भनी { $name } ले जानुअघि यो लेख्नुभएको हो।
file-waiting = कागजपत्र अझै बन्द छ। पछिको चरणले यो खोल्छ।
file-shares = तपाईंहरूमध्ये { $need } जनाले आफ्नो भाग दिएपछि कागजपत्र खुल्छ। अहिलेसम्म दिइएको: { $have }।
file-give = मेरो भाग दिनुहोस्
file-give-sure = पुग्ने जति भाग दिइएपछि अरूले पनि कागजपत्र खोल्न सक्छन्। यो फिर्ता लिन मिल्दैन।
file-given-saved = तपाईंको भाग राखियो। सर्भरसँग सम्पर्क भएपछि पठाइन्छ।
file-given = तपाईंको भाग दिइयो। यो पृष्ठले अरूका भाग खोज्दैछ।
file-download = कागजपत्र लोड गर्नुहोस्
file-download-more = कागजपत्र लोड गर्दै जानुहोस्
file-progress = { $count } मध्ये { $have } भाग लोड भयो
file-open = कागजपत्र खोल्नुहोस्
file-damaged = कागजपत्रको एउटा भाग बिग्रेको छ। फेरि लोड गर्नुहोस्।
file-not-released = सर्भरले अझै कागजपत्र दिँदैन। पछि फेरि कोसिस गर्नुहोस्।
file-wrong-shares = यी भाग आपसमा मिलेनन्। अर्को भाग पर्खनुहोस्।
file-made = लेखिएको { $time }, फोनको घडीअनुसार
field-1 = म को हुँ
field-2 = परिचयका कागज
field-3 = रोजगारदाता
field-4 = काम खोजिदिने मान्छे, र कसरी भेट भयो
field-5 = भनिएको काम र तलब
field-6 = ठेगाना
field-7 = बाटो र टिकट
field-8 = फोन गर्नुपर्ने मान्छेहरू
field-9 = टिपोट
field-other = थप
attachments-heading = तस्बिर र कागजहरू
attachment-save = { $file } राख्नुहोस्
attachment-picture = तस्बिर: { $file }

## The case sheet, for the police or an organisation that helps.

sheet-heading = विवरण पत्र
sheet-explain = यो पृष्ठलाई थाहा भएको सबै कुरा, कागजमा वा फाइलमा। यो प्रहरी वा सहयोग गर्ने संस्थालाई दिनुहोस्।
sheet-show = विवरण पत्र देखाउनुहोस्
sheet-print = छाप्नुहोस्
sheet-json = फाइलका रूपमा राख्नुहोस् (JSON)
sheet-made = बनाइएको { $time }। समय { $zone } अनुसार छन्।
sheet-who = को
sheet-name = नाम
sheet-own-name = आफ्नो नाम
sheet-identity = यो मान्छेको पहिचान चिह्न
sheet-stands = अहिलेको अवस्था
sheet-messages = सन्देशहरू
sheet-told = सर्भरले के र कहिले जानकारी दियो
sheet-source = स्रोत
sheet-what = के
sheet-sources = कुन कुरा कहाँबाट आयो
sheet-source-phone = फोन: { $name } को फोनले भनेको, बाटोमा कसैले पढ्न वा फेर्न नसक्ने गरी बन्द गरिएको। त्यसको घडी र लेखिएका कुरा गलत हुन सक्छन्।
sheet-source-relay = सर्भर: सर्भरले भनेको, जसले सन्देश पढ्न सक्दैन। आइपुगेका समय त्यसकै हुन्।
sheet-source-page = पृष्ठ: यो पृष्ठमा हिसाब गरिएको वा लेखिएको।
source-phone = फोन
source-relay = सर्भर
source-page = पृष्ठ
sheet-notes = निजी टिपोट
sheet-notes-include = मेरो निजी टिपोट पत्रमा राख्नुहोस्
sheet-file-missing = कागजपत्र यो पत्रमा छैन, किनभने यो पृष्ठमा त्यो खुलेको छैन।

## The recovery sheet.

recovery-heading = फर्कने पत्र
recovery-explain = यो यन्त्र हराए वा खाली भए, फर्कन तपाईंलाई लिंक चाहिन्छ। यो पत्र छापेर कसैले नभेट्ने ठाउँमा राख्नुहोस्। यो जोसँग हुन्छ, उसले तपाईंलाई आउने कुरा पढ्न सक्छ।
recovery-show = फर्कने पत्र देखाउनुहोस्
recovery-recommended = पहिले आफ्नो फर्कने पत्र छाप्नुहोस्।
recovery-later = पछि
recovery-print = छाप्नुहोस्
recovery-text = यो चित्र फोनले स्क्यान गर्नुहोस्, वा लिंक लेख्नुहोस्:
recovery-qr = स्क्यान गर्न लिंकको चित्र

## Alerts when the page is closed.

alerts-heading = सूचना
alerts-explain = यो पृष्ठ बन्द हुँदा पनि केही नयाँ भए तपाईंलाई जानकारी आउन सक्छ। सूचनामा यति मात्र लेखिन्छ: कृपया आफ्नो परिवार पृष्ठ खोल्नुहोस्।
alerts-push = यो ब्राउजरमा सूचना
alerts-push-on = चालु गर्नुहोस्
alerts-push-off = बन्द गर्नुहोस्
alerts-push-is-on = यो ब्राउजरमा सूचना चालु छ।
alerts-push-denied = यो ब्राउजरले यो पृष्ठका सूचना आउन दिँदैन। ब्राउजरको सेटिङमा फेर्न सक्नुहुन्छ।
alerts-push-unsupported = यो ब्राउजरमा सूचना आउँदैन। तल अर्को तरिका छान्नुहोस्।
alerts-push-not-offered = यो सर्भरले ब्राउजरमा सूचना दिँदैन। तल अर्को तरिका छान्नुहोस्।
alerts-push-failed = भएन। कृपया पछि फेरि कोसिस गर्नुहोस्।
alerts-add = अर्को तरिका थप्नुहोस्
alerts-kind = कसरी
alerts-email = इमेल
alerts-ntfy = ntfy (सूचनाको एप)
alerts-webhook = Webhook (संस्थाका लागि)
alerts-email-address = इमेल ठेगाना
alerts-ntfy-address = ntfy विषयको ठेगाना
alerts-webhook-address = Webhook को ठेगाना
alerts-urgent-only = जरुरी हुँदा मात्र
alerts-button = थप्नुहोस्
alerts-list = तपाईंका सूचना
alerts-none = अहिलेसम्म सूचना छैन।
alerts-unknown-address = अर्को ब्राउजरमा मिलाइएको
alert-unconfirmed = पक्का भएको छैन। त्यहाँ पठाइएको सन्देश खोलेर हुन्छ भन्नुहोस्।
alert-confirmed = चल्छ
alert-dead = पुग्दैन। कृपया ठेगाना जाँच्नुहोस्।
alert-opted-out = पाउनेले बन्द गर्नुभयो
alert-other = थाहा छैन
alert-remove = हटाउनुहोस्
alerts-invalid = सर्भरले यो ठेगाना मान्दैन।
alerts-limit = सूचना धेरै भए। पहिले एउटा हटाउनुहोस्।
alerts-not-offered = यो सर्भरले त्यो सुविधा दिँदैन।
alerts-other-problem = भएन। कृपया पछि फेरि कोसिस गर्नुहोस्।
notification-text = कृपया आफ्नो परिवार पृष्ठ खोल्नुहोस्।

## This page itself.

page-heading = यो पृष्ठ
page-label = तपाईं यी मान्छेलाई के भन्नुहुन्छ
page-note = निजी टिपोट
page-note-explain = यो ब्राउजरमै रहन्छ। अरू कसैले देख्दैन।
page-add = अर्को लिंक थप्नुहोस्
page-install = यो पृष्ठ होम स्क्रिनमा राख्नुहोस्
page-file = यो पृष्ठ एउटै फाइलमा
page-file-explain = तपाईं यो पृष्ठलाई फाइलका रूपमा राखेर ठेगानाबिना खोल्न सक्नुहुन्छ। त्यसले तपाईंको लिंक माग्छ। त्यसको छाप र प्रकाशित छाप मिल्छ कि हेर्नुहोस्।
page-file-save = पृष्ठ राख्नुहोस्
page-fingerprint = छाप (SHA-256)
page-forget = यो मान्छेलाई यो ब्राउजरबाट हटाउनुहोस्
page-forget-sure = यो ब्राउजरमा { $name } बारे भएको सबै मेटिन्छ। लिंकबाट फर्कन सक्नुहुन्छ। हटाउने हो?
page-limits-heading = जान्नुपर्ने कुरा
page-limit-1 = तपाईंको लिंक जोसँग हुन्छ, उसले तपाईंलाई आउने कुरा पढ्न सक्छ।
page-limit-2 = सर्भरले बन्द सन्देश पुर्‍याउँछ। ती पढ्न सक्दैन। तपाईंले कहिले हेर्नुहुन्छ भन्ने देख्छ।
page-limit-3 = सर्भर अरू कसैको कब्जामा परे नक्कली पृष्ठ दिन सक्छ। फाइलका रूपमा राखिएको पृष्ठले त्यसबाट जोगाउँछ।
page-limit-4 = यो पृष्ठबाट कसैले ठाउँ सोध्न सक्दैन। { $name } ले मान्नुभएअनुसार मात्र ठाउँ आउँछन्।

## A page for many people.

list-heading = { $count ->
        [one] { $count } जना
       *[other] { $count } जना
    }
list-search = नाम वा टिपोटले खोज्नुहोस्
list-none-found = कोही भेटिएन।
list-csv = सूची राख्नुहोस् (CSV)
list-unopened = { $count ->
        [one] { $count } नयाँ
       *[other] { $count } नयाँ
    }
list-due = { $due } सम्ममा आउनुपर्ने
list-since = { $time } देखि
column-name = नाम
column-situation = अवस्था
column-last-heard = अन्तिम पटक केही आएको
column-last-check-in = अन्तिम खबर
column-due = आउनुपर्ने समय
column-missed = खबर नआएको मानिएको समय
column-step = जानकारी गएको चरण
column-notes = टिपोट

## Lengths of time.

minutes = { $count ->
        [one] { $count } मिनेट
       *[other] { $count } मिनेट
    }
hours = { $count ->
        [one] { $count } घण्टा
       *[other] { $count } घण्टा
    }
days = { $count ->
        [one] { $count } दिन
       *[other] { $count } दिन
    }
just-now = भर्खरै

## News for those who listen to the page.

news-message = { $name } को नयाँ सन्देश
news-sos = { $name } ले सहयोगका लागि गुहार्नुभयो
news-told = सर्भरले { $name } बारे नयाँ जानकारी दियो
