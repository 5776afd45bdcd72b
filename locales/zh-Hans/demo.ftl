### Machine translation, not reviewed by a native speaker.
### What the command line's demo tells.

armed = 计划已开始：{ $name } 应在 { $count } 小时内签到。
late = { $name } 的签到晚了。
missed = { $name } 错过了一次签到。
step-told = 第 { $step } 步：已通知 { $count } 位联系人。
check-in-came = 收到 { $name } 的签到。之前收到通知的人都会知道。
all-clear = { $name } 解除了警报。
family-page = 家庭页面：{ $url }
