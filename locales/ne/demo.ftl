### Machine translation, not reviewed by a native speaker.
### What the command line's demo tells.

armed = { $count ->
    [one] योजना सुरु भयो: { $name } को खबर { $count } घण्टाभित्र आउनुपर्छ।
   *[other] योजना सुरु भयो: { $name } को खबर { $count } घण्टाभित्र आउनुपर्छ।
}
late = { $name } को खबर आउन ढिलो भइरहेको छ।
missed = { $name } को खबर समयमा आएन।
step-told = { $count ->
    [one] चरण { $step }: { $count } जना मान्छेलाई जानकारी दिइयो।
   *[other] चरण { $step }: { $count } जना मान्छेहरूलाई जानकारी दिइयो।
}
check-in-came = { $name } को खबर आयो। पहिले जानकारी पाएका सबैले यो थाहा पाउँछन्।
all-clear = { $name } ले खतरा टर्‍यो भनी जानकारी दिनुभयो।
family-page = परिवार पृष्ठ: { $url }

## A worker falls silent: the demo of a missed check-in.

missed-title = { $name } को खबर आउन छाड्छ
missed-lead = { $name } घरदेखि टाढा कामका लागि बाटोमा हुनुहुन्छ, र फोन हराएको छ। जानुअघि जे तय भएको थियो, त्यो फोनबिना पनि चल्छ: { $name } ले विश्वास गर्ने मान्छेहरूलाई एक-एक चरणमा जानकारी दिइन्छ।
missed-rehearsal = यो काल्पनिक मान्छेहरूसँगको अभ्यास हो। प्रोग्राम, सिलबन्दी जानकारी, सर्भर र चिठीहरू साँचो हुन्। कथाको घडी छिटो चल्छ, र ब्राउजरको सट्टा एउटा सानो प्रोग्रामले परिवार पृष्ठ पढ्छ।
missed-files = सबै कुरा यही मेसिनमा रहन्छ: { $path }
missed-server = सर्भर चलिरहेको छ। यसले सन्देश राख्छ, तर पढ्न सक्दैन।
missed-mail = चिठीहरू यो मेल सर्भरमा जान्छन्: { $address }
missed-stores = { $name } र { $contact } दुवैसँग आफ्नै सिलबन्दी जानकारी छ।
missed-link = { $contact } ले { $name } ले पठाएको लिङ्क खोलेर छ वटा अङ्क ठूलो स्वरले पढ्नुभयो: { $digits }
missed-paired = अङ्कहरू उस्तै छन्। { $contact } अब विश्वासिलो सम्पर्क हुनुहुन्छ।
missed-family = { $contact } सँग एप छैन। { $name } ले परिवार पृष्ठको लिङ्क पठाउनुभयो, र { $contact } ले खोल्नुभयो।
missed-address = { $contact } लाई चिठी पनि चाहिन्छ: { $address }
missed-agreed = { $contact } ले प्रश्न भएको चिठी पाउनुभयो, लिङ्क खोल्नुभयो र सहमति दिनुभयो।
missed-please-agree = कृपया चिठीको लिङ्क खोलेर बटन थिच्नुहोस्। कथा त्यसको प्रतीक्षामा छ।
missed-file = { $name } ले कागजपत्र सिलबन्दी गर्नुभयो: रोजगारदाता, काम खोजिदिने मान्छे, ठेगाना, राहदानीको प्रतिलिपि। अहिले कसैले खोल्न सक्दैन।
missed-drill = पहिले सबैले एक पटक अभ्यास गर्छन्।
missed-practised = { $contact } ले अभ्यासको सन्देश पाउनुभयो। त्यो अभ्यास हो भनी प्रस्ट लेखिएको छ।
missed-ladder = खबर आएन भने पहिले { $contact } ले थाहा पाउनुहुन्छ। त्यसपछि सबैले, अन्तिम ठाउँहरूसहित। त्यसपछि कागजपत्र खुल्छ।
missed-check-in = { $name } को खबर: { $note }
missed-note-leaving = हामी हिँड्दै छौँ। सीमाबाट लेख्छु।
missed-note-moved = अब अर्कै चालक छ। उसले हाम्रा राहदानी राखेको छ।
missed-note-found = फोन फिर्ता पाएँ। म प्रहरी चौकीमा छु।
missed-gone = { $name } को फोन हराएको छ: प्रोग्राम बन्द गरियो, जानकारी पहुँचबाहिर छ।
missed-own-watch = { $contact } को एपले सर्भरबिना आफैं थाहा पायो।
missed-letter = { $contact } लाई चिठी आयो: { $subject }
missed-reads = { $contact } ले पढ्नुभयो: { $text }
missed-places = { $contact } ले अब अन्तिम ठाउँहरू हेर्न सक्नुहुन्छ। सबैभन्दा नयाँ: { $place }
missed-hold = { $contact } ले अर्को चरणअघि अलि बढी समय माग्नुभयो। अरूले यो देख्छन्।
missed-opened = { $contact } ले अब कागजपत्र हेर्न सक्नुहुन्छ: { $text }
missed-found = { $name } को फोन भेटियो।
missed-stays = तपाईंले { $key } नथिचुन्जेल परिवार पृष्ठ खुला रहन्छ।
missed-done = हरेक चरण पूरा भयो।
missed-story = पूरै कथा एउटै पृष्ठमा: { $path }
missed-when = कहिले
missed-who = को
missed-what = के
missed-timeline = के भयो, एक-एक चरण
missed-letters = चिठीहरू
missed-map = अन्तिम ठाउँहरू
missed-limits-title = यसले के वाचा गर्दैन
missed-limits = खबर नआउनु भनेको केही भयो भन्ने प्रमाण होइन, र सन्देश आउनु सुरक्षित भएको प्रमाण होइन। सर्भरले सन्देश पढ्न सक्दैन, तर कहिले आउँछ भन्ने देख्छ, र रोक्न पनि सक्छ। नेटवर्क नभएको फोनले केही पठाउँदैन। हरेक चरणमा मान्छेहरूलाई जानकारी दिइन्छ; उनीहरूले केही गर्छन् भन्ने वाचा कसैले गर्न सक्दैन।
missed-teller = कथा
missed-relay = सर्भर
missed-file-title = कागजपत्र
