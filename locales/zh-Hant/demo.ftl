### Machine translation, not reviewed by a native speaker.
### What the command line's demo tells.

armed = 計畫已開始：{ $name } 應在 { $count } 小時內回報。
late = { $name } 的回報晚了。
missed = { $name } 錯過了一次回報。
step-told = 第 { $step } 步：已通知 { $count } 位聯絡人。
check-in-came = 收到 { $name } 的回報。之前收到通知的人都會知道。
all-clear = { $name } 解除了警報。
family-page = 家庭頁面：{ $url }
