### Machine translation, not reviewed by a native speaker.
### What the relay writes to people without the app.

## E-mail.

mail-subject = Por favor, abra sua página da família
mail-body =
    Olá,

    há algo novo para você. Por favor, abra sua página da família:

    { $url }
mail-urgent-subject = Por favor, abra agora sua página da família
mail-urgent-body =
    Olá,

    há algo urgente para você. Por favor, abra agora sua página da família:

    { $url }
mail-practice-subject = Treino: por favor, abra sua página da família
mail-practice-body =
    Olá,

    isto é só um treino. Nada aconteceu. Por favor, abra sua página da família e responda lá, como faria se fosse de verdade:

    { $url }
confirm-subject = Por favor, confirme: mensagens para este endereço
confirm-body =
    Olá,

    alguém pediu que enviássemos mensagens para você aqui. Se você concorda, abra este link e aperte o botão:

    { $url }

    Se não concorda, não faça nada. Nenhuma mensagem virá.
opt-out =
    Para não receber mais mensagens, abra:
    { $url }

## Push messages.

push-title = Página da família
push-body = Há algo novo. Por favor, abra sua página da família.
push-urgent-title = Página da família: urgente
push-urgent-body = Por favor, abra agora sua página da família.
push-practice-title = Página da família: treino
push-practice-body = Isto é só um treino. Por favor, abra sua página da família e responda lá.
push-confirm-title = Mensagens para este aparelho
push-confirm-body = Alguém pediu que enviássemos mensagens para você aqui. Se você concorda, abra esta mensagem e aperte o botão.
push-open = Abrir
push-stop = Parar as mensagens

## SMS: words of the GSM alphabet only, which lacks letters such as ã, ç, ê and í.

sms-question = Alguém quer mandar para este celular mensagens curtas de cuidado. Responda 1 para sim, 3 para recusar.
sms-footer = Responda 1: vi, 2: vou cuidar disso, 3: parar.
sms-agreed = Recebido. As mensagens chegam por este celular. Para parar, responda 3.
sms-refused = Recebido. Nenhuma mensagem vai chegar.
sms-seen = Recebido. Foi anotado: mensagem vista.
sms-on-it = Recebido. Fica anotado: vai cuidar disso.
sms-stopped = Este celular deixa de receber mensagens.
sms-not-understood = Resposta desconhecida. Responda 1: sim ou vi, 2: vou cuidar disso, 3: parar.
sms-check-in-came = Chegou um aviso. Ainda falta saber se tudo vai bem. Por favor, continue tentando ligar.

## The pages behind the links.

page-confirm-title = Mensagens para você
page-confirm-text = Alguém pediu que enviássemos mensagens para você. Você concorda? Você pode parar quando quiser.
page-confirm-button = Sim, concordo
page-confirmed-title = Agradecemos
page-confirmed-text = As mensagens vão chegar para você. Cada uma tem um link para parar. Você pode fechar esta página.
page-opt-out-title = Parar as mensagens?
page-opt-out-text = Se apertar o botão, você não receberá mais mensagens nem ficará sabendo de alertas.
page-opt-out-button = Parar as mensagens
page-opted-out-title = Mensagens paradas
page-opted-out-text = Você não receberá mais mensagens. Você pode fechar esta página.
page-expired-title = Este link não vale mais
page-expired-text = Ele pode ser antigo ou já ter sido usado. Por favor, peça um novo a quem o deu a você.
page-busy-title = Por favor, tente de novo
page-busy-text = Esta página não consegue responder agora. Por favor, tente de novo em alguns minutos.
