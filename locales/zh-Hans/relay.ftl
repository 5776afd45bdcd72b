### Machine translation, not reviewed by a native speaker.
### What the relay writes to people without the app.

## E-mail.

mail-subject = 请打开您的家庭页面
mail-body =
    您好：

    有新的内容给您。请打开您的家庭页面：

    { $url }
mail-urgent-subject = 请现在打开您的家庭页面
mail-urgent-body =
    您好：

    有紧急的内容给您。请现在打开您的家庭页面：

    { $url }
mail-practice-subject = 演练：请打开您的家庭页面
mail-practice-body =
    您好：

    这只是演练，没有发生任何事。请打开您的家庭页面并在那里回复，就像真的发生时一样：

    { $url }
confirm-subject = 请确认：发到这个邮箱的消息
confirm-body =
    您好：

    有人请我们把消息发到这里。如果您同意，请打开这个链接并按下按钮：

    { $url }

    如果您不同意，什么都不用做，您不会收到任何消息。
opt-out =
    不想再收到消息，请打开：
    { $url }

## Push messages.

push-title = 家庭页面
push-body = 有新的内容。请打开您的家庭页面。
push-urgent-title = 家庭页面：紧急
push-urgent-body = 请现在打开您的家庭页面。
push-practice-title = 家庭页面：演练
push-practice-body = 这只是演练。请打开您的家庭页面并在那里回复。
push-confirm-title = 发到这台设备的消息
push-confirm-body = 有人请我们把消息发到这里。如果您同意，请打开这条消息并按下按钮。
push-open = 打开
push-stop = 不再接收消息

## SMS.

sms-question = 有人想给您发送简短的安全短信。同意请回复 1，不同意请回复 3。
sms-footer = 请回复 1：看到了，2：我来处理，3：停止。
sms-agreed = 谢谢。消息会发到这个号码。要停止请回复 3。
sms-refused = 谢谢。您不会收到任何消息。
sms-seen = 谢谢。已记下您看到了。
sms-on-it = 谢谢。已记下由您处理。
sms-stopped = 这个号码不会再收到消息。
sms-not-understood = 无法识别您的回复。请回复 1：同意或看到了，2：我来处理，3：停止。
sms-check-in-came = 收到一次签到。这还不能说明一切平安。请继续打电话联系。

## The pages behind the links.

page-confirm-title = 给您的消息
page-confirm-text = 有人请我们给您发消息。您同意吗？您随时可以停止。
page-confirm-button = 好，我同意
page-confirmed-title = 谢谢您
page-confirmed-text = 以后会给您发消息。每条消息都有停止的链接。您可以关闭这个页面。
page-opt-out-title = 要停止消息吗？
page-opt-out-text = 按下按钮后，您不会再收到消息，也不会收到警报。
page-opt-out-button = 停止消息
page-opted-out-title = 消息已停止
page-opted-out-text = 您不会再收到消息。您可以关闭这个页面。
page-expired-title = 这个链接已失效
page-expired-text = 链接可能太旧，或已经用过。请向给您链接的人再要一个。
page-busy-title = 请再试一次
page-busy-text = 这个页面现在无法回应。请过几分钟再试。
