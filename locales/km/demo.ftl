### Machine translation, not reviewed by a native speaker.
### What the command line's demo tells.

armed = ផែនការចាប់ផ្ដើមហើយ៖ រង់ចាំដំណឹងពី { $name } ក្នុងរយៈពេល { $count } ម៉ោង។
late = ដំណឹងពី { $name } មកយឺត។
missed = ដំណឹងពី { $name } មិនបានមកតាមម៉ោងទេ។
step-told = ជំហានទី { $step }៖ បានប្រាប់អ្នកទំនាក់ទំនង { $count } នាក់។
check-in-came = មានដំណឹងពី { $name } មកដល់ហើយ។ អ្នកដែលបានទទួលដំណឹងមុននឹងដឹងទាំងអស់គ្នា។
all-clear = { $name } បានបញ្ជាក់ថាផុតគ្រោះថ្នាក់ហើយ។
family-page = ទំព័រគ្រួសារ៖ { $url }
