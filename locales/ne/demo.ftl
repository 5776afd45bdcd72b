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
