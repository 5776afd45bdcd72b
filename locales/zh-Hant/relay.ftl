### Machine translation, not reviewed by a native speaker.
### What the relay writes to people without the app.

## E-mail.

mail-subject = 請打開您的家庭頁面
mail-body =
    您好：

    有新的內容給您。請打開您的家庭頁面：

    { $url }
mail-urgent-subject = 請現在打開您的家庭頁面
mail-urgent-body =
    您好：

    有緊急的內容給您。請現在打開您的家庭頁面：

    { $url }
mail-practice-subject = 演練：請打開您的家庭頁面
mail-practice-body =
    您好：

    這只是演練，沒有發生任何事。請打開您的家庭頁面並在那裡回覆，就像真的發生時一樣：

    { $url }
confirm-subject = 請確認：寄到這個信箱的訊息
confirm-body =
    您好：

    有人請我們把訊息寄到這裡。如果您同意，請打開這個連結並按下按鈕：

    { $url }

    如果您不同意，什麼都不用做，您不會收到任何訊息。
opt-out =
    不想再收到訊息，請打開：
    { $url }

## Push messages.

push-title = 家庭頁面
push-body = 有新的內容。請打開您的家庭頁面。
push-urgent-title = 家庭頁面：緊急
push-urgent-body = 請現在打開您的家庭頁面。
push-practice-title = 家庭頁面：演練
push-practice-body = 這只是演練。請打開您的家庭頁面並在那裡回覆。
push-confirm-title = 傳到這支裝置的訊息
push-confirm-body = 有人請我們把訊息傳到這裡。如果您同意，請打開這則訊息並按下按鈕。
push-open = 打開
push-stop = 不再接收訊息

## SMS.

sms-question = 有人想傳送簡短的安全訊息給您。同意請回覆 1，不同意請回覆 3。
sms-footer = 請回覆 1：看到了，2：我來處理，3：停止。
sms-agreed = 謝謝。訊息會傳到這個號碼。要停止請回覆 3。
sms-refused = 謝謝。您不會收到任何訊息。
sms-seen = 謝謝。已記下您看到了。
sms-on-it = 謝謝。已記下由您處理。
sms-stopped = 這個號碼不會再收到訊息。
sms-not-understood = 無法辨識您的回覆。請回覆 1：同意或看到了，2：我來處理，3：停止。
sms-check-in-came = 收到一則回報。這還不代表一切平安。請繼續打電話聯絡。

## The pages behind the links.

page-confirm-title = 給您的訊息
page-confirm-text = 有人請我們傳訊息給您。您同意嗎？您隨時可以停止。
page-confirm-button = 好，我同意
page-confirmed-title = 謝謝您
page-confirmed-text = 之後會傳訊息給您。每則訊息都有停止的連結。您可以關閉這個頁面。
page-opt-out-title = 要停止訊息嗎？
page-opt-out-text = 按下按鈕後，您不會再收到訊息，也不會收到警報。
page-opt-out-button = 停止訊息
page-opted-out-title = 訊息已停止
page-opted-out-text = 您不會再收到訊息。您可以關閉這個頁面。
page-expired-title = 這個連結已失效
page-expired-text = 連結可能太舊，或已經用過。請向給您連結的人再要一個。
page-busy-title = 請再試一次
page-busy-text = 這個頁面現在無法回應。請過幾分鐘再試。
