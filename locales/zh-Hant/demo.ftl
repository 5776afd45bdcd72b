### Machine translation, not reviewed by a native speaker.
### What the command line's demo tells.

armed = 計畫已開始：{ $name } 應在 { $count } 小時內回報。
late = { $name } 的回報晚了。
missed = { $name } 錯過了一次回報。
step-told = 第 { $step } 步：已通知 { $count } 位聯絡人。
check-in-came = 收到 { $name } 的回報。之前收到通知的人都會知道。
all-clear = { $name } 解除了警報。
family-page = 家庭頁面：{ $url }

## A worker falls silent: the demo of a missed check-in.

missed-title = { $name } 失去了音訊
missed-lead = { $name } 正前往離家很遠的地方工作，手機卻不見了。出發前約定好的事照樣進行：一步一步通知 { $name } 信任的人。
missed-rehearsal = 這是一場演練，人物是虛構的。程式、加密的資料、伺服器和郵件都是真的。故事裡的時鐘走得比較快，並由一個小程式代替瀏覽器來讀家庭頁面。
missed-files = 所有東西都留在這台電腦上：{ $path }
missed-server = 伺服器已啟動。它保管訊息，但讀不懂內容。
missed-mail = 郵件會送到這個郵件伺服器：{ $address }
missed-stores = { $name } 和 { $contact } 各有一份加密的資料。
missed-link = { $contact } 打開 { $name } 傳來的連結，唸出六位數字：{ $digits }
missed-paired = 數字相同。{ $contact } 現在是可信任的聯絡人。
missed-family = { $contact } 沒有應用程式。{ $name } 傳來家庭頁面的連結，{ $contact } 打開了它。
missed-address = { $contact } 也想收到郵件：{ $address }
missed-agreed = { $contact } 收到一封詢問的郵件，打開裡面的連結並同意了。
missed-please-agree = 請打開郵件裡的連結並按下按鈕。故事會等您。
missed-file = { $name } 封存一份資料：雇主、仲介、地址、護照影本。目前誰也打不開。
missed-drill = 首先，大家練習一次。
missed-practised = { $contact } 收到了演練訊息，上面清楚寫著這是演練。
missed-ladder = 如果沒有消息，{ $contact } 會先知道。接著大家都會知道，並看到最後的地點。最後資料會打開。
missed-check-in = { $name } 回報：{ $note }
missed-note-leaving = 我們要出發了。到邊界我再寫信。
missed-note-moved = 換了一個司機。他拿著我們的護照。
missed-note-found = 我拿回手機了。我在警察局。
missed-gone = { $name } 的手機不見了：程式被強制結束，資料也拿不到。
missed-own-watch = { $contact } 的應用程式自己就發現了，不靠伺服器。
missed-letter = { $contact } 收到一封郵件：{ $subject }
missed-reads = { $contact } 讀到：{ $text }
missed-places = { $contact } 現在可以看到最後的地點。最新的是：{ $place }
missed-hold = { $contact } 請求在下一步之前多等一會兒。其他人看得到。
missed-opened = { $contact } 現在可以看資料：{ $text }
missed-found = { $name } 的手機找到了。
missed-stays = 家庭頁面會一直開著，直到您按下 { $key }。
missed-done = 每一步都發生了。
missed-story = 整個故事在一頁裡：{ $path }
missed-when = 時間
missed-who = 誰
missed-what = 內容
missed-timeline = 一步一步發生了什麼
missed-letters = 郵件
missed-map = 最後的地點
missed-limits-title = 這不能保證什麼
missed-limits = 沒有消息不代表出事，有消息也不代表平安。伺服器讀不懂訊息，但知道訊息何時到達，也可能扣住訊息。沒有網路的手機什麼也送不出去。每一步都會通知人，但沒有人能保證他們會行動。
missed-teller = 故事
missed-relay = 伺服器
missed-file-title = 資料
