### Machine translation, not reviewed by a native speaker.
### What the command line's demo tells.

armed = 计划已开始：{ $name } 应在 { $count } 小时内签到。
late = { $name } 的签到晚了。
missed = { $name } 错过了一次签到。
step-told = 第 { $step } 步：已通知 { $count } 位联系人。
check-in-came = 收到 { $name } 的签到。之前收到通知的人都会知道。
all-clear = { $name } 解除了警报。
family-page = 家庭页面：{ $url }

## A worker falls silent: the demo of a missed check-in.

missed-title = { $name } 失去了音讯
missed-lead = { $name } 正前往离家很远的地方工作，手机却不见了。出发前约定好的事照样进行：一步一步通知 { $name } 信任的人。
missed-rehearsal = 这是一场演练，人物是虚构的。程序、加密的资料、服务器和邮件都是真的。故事里的时钟走得比较快，并由一个小程序代替浏览器来读家庭页面。
missed-files = 所有东西都留在这台电脑上：{ $path }
missed-server = 服务器已启动。它保管消息，但读不懂内容。
missed-mail = 邮件会送到这个邮件服务器：{ $address }
missed-stores = { $name } 和 { $contact } 各有一份加密的资料。
missed-link = { $contact } 打开 { $name } 发来的链接，念出六位数字：{ $digits }
missed-paired = 数字相同。{ $contact } 现在是可信任的联系人。
missed-family = { $contact } 没有应用。{ $name } 发来家庭页面的链接，{ $contact } 打开了它。
missed-address = { $contact } 也想收到邮件：{ $address }
missed-agreed = { $contact } 收到一封询问的邮件，打开里面的链接并同意了。
missed-please-agree = 请打开邮件里的链接并按下按钮。故事会等您。
missed-file = { $name } 封存一份资料：雇主、中介、地址、护照复印件。目前谁也打不开。
missed-drill = 首先，大家练习一次。
missed-practised = { $contact } 收到了演练消息，上面清楚写着这是演练。
missed-ladder = 如果没有消息，{ $contact } 会先知道。接着大家都会知道，并看到最后的地点。最后资料会打开。
missed-check-in = { $name } 签到：{ $note }
missed-note-leaving = 我们要出发了。到边境我再写。
missed-note-moved = 换了一个司机。他拿着我们的护照。
missed-note-found = 我拿回手机了。我在警察局。
missed-gone = { $name } 的手机不见了：程序被强制结束，资料也拿不到。
missed-own-watch = { $contact } 的应用自己就发现了，不靠服务器。
missed-letter = { $contact } 收到一封邮件：{ $subject }
missed-reads = { $contact } 读到：{ $text }
missed-places = { $contact } 现在可以看到最后的地点。最新的是：{ $place }
missed-hold = { $contact } 请求在下一步之前多等一会儿。其他人看得到。
missed-opened = { $contact } 现在可以看资料：{ $text }
missed-found = { $name } 的手机找到了。
missed-stays = 家庭页面会一直开着，直到您按下 { $key }。
missed-done = 每一步都发生了。
missed-story = 整个故事在一页里：{ $path }
missed-when = 时间
missed-who = 谁
missed-what = 内容
missed-timeline = 一步一步发生了什么
missed-letters = 邮件
missed-map = 最后的地点
missed-limits-title = 这不能保证什么
missed-limits = 没有消息不代表出事，有消息也不代表平安。服务器读不懂消息，但知道消息何时到达，也可能扣住消息。没有网络的手机什么也发不出去。每一步都会通知人，但没有人能保证他们会行动。
missed-teller = 故事
missed-relay = 服务器
missed-file-title = 资料
