### Machine translation, not reviewed by a native speaker.
### What the library says to the worker, and to a contact on the worker's behalf.

## To a contact: what a step says. Each says that silence is not proof of harm.

step-1 = Nenhum aviso de { $name } desde a hora combinada. O silêncio não prova que algo ruim aconteceu: o celular pode estar desligado, quebrado ou sem sinal. Por favor, tente falar com { $name }.
step-2 = Ainda nenhum aviso de { $name }. Agora você pode ver os últimos lugares conhecidos. O silêncio não prova que algo ruim aconteceu. Por favor, converse com os outros contatos e decidam juntos o que fazer.
step-3 = Ainda nenhum aviso de { $name }. Agora você pode ver os documentos sobre { $name }: o patrão, quem recrutou, o endereço. O silêncio não prova que algo ruim aconteceu, mas agora é bom pedir ajuda.
drill = Isto é um treino, não um alarme. { $name } está testando como o aviso chegaria até você.
drill-answer = Por favor, abra esta mensagem e responda como faria se fosse de verdade.
check-in-came = Chegou um aviso de { $name }. Isso ainda não quer dizer que está tudo bem.
all-clear = { $name } confirmou que o perigo passou.

## To a contact: what the contact's own app sees.

watch-late = O aviso de { $name } está atrasado.
watch-missed = Não chegou nenhum aviso de { $name } no prazo combinado. O silêncio não prova que algo ruim aconteceu.
watch-relay-silent = O servidor não responde, por isso as notícias podem atrasar. Este celular continua atento sozinho.
watch-relay-away = O servidor ficou fora por um tempo e voltou. Os alertas podem chegar mais tarde que o previsto.
late-minutes = { $count ->
    [one] { $count } minuto de atraso
   *[other] { $count } minutos de atraso
}
late-hours = { $count ->
    [one] { $count } hora de atraso
   *[other] { $count } horas de atraso
}
late-days = { $count ->
    [one] { $count } dia de atraso
   *[other] { $count } dias de atraso
}

## To a contact: what to do now.

todo-title = O que fazer agora
todo-answer = Responda a esta mensagem, para que os outros saibam que você a viu.
todo-call = Ligue para { $name } e mande mensagem. Tente mais de uma vez.
todo-other-voice = Se outra pessoa atender, não fale deste alerta. Diga que você só queria mandar um oi.
todo-together = Converse com os outros contatos. Decidam quem faz o quê.
todo-employer = Não avise o patrão nem quem recrutou. Isso pode pôr { $name } em perigo.
todo-places = Anote o último lugar conhecido e a hora.
todo-report = Leve os documentos à polícia ou a uma organização que ajuda trabalhadores migrantes. Peça um registro por escrito.
todo-embassy = Ligue para a embaixada do país de { $name }.
todo-money = Se alguém pedir dinheiro, não pague na hora. Anote quem pede e como. Peça ajuda primeiro.
todo-danger = Se você souber que { $name } está em perigo, ligue já para a polícia de lá.

## By SMS to a contact with a feature phone: words of the GSM alphabet only, which lacks letters such as ã, ç, ê and í.

sms-step-1 = Nenhum aviso de { $name } desde a hora combinada. Talvez seja apenas falta de sinal. Por favor, tente ligar.
sms-step-2 = Ainda nenhum aviso de { $name }. Talvez seja apenas falta de sinal. Por favor, converse com os outros e decidam juntos o que fazer.
sms-step-3 = Ainda nenhum aviso de { $name }. Talvez seja apenas falta de sinal, mas agora é bom pedir ajuda no posto policial ou no consulado.
sms-drill = Isto é apenas um treino, sem alarme. { $name } quer testar como o aviso chega. Nada precisa ser feito.

## To the worker, on a screen that others may see: these say nothing of what they are about.

reminder-before = Uma coisinha para fazer daqui a pouco
reminder-due = Uma coisinha para fazer agora
reminder-grace = Uma coisinha ainda está por fazer

## To the worker: the plan.

plan-journey = Viagem
plan-daily = Todo dia
plan-weekly = Toda semana
plan-every-hours = { $count ->
    [one] Um aviso a cada { $count } hora
   *[other] Um aviso a cada { $count } horas
}
plan-every-days = { $count ->
    [one] Um aviso a cada { $count } dia
   *[other] Um aviso a cada { $count } dias
}
plan-wait-minutes = { $count ->
    [one] Se não chegar, seus contatos saberão { $count } minuto depois
   *[other] Se não chegar, seus contatos saberão { $count } minutos depois
}
plan-wait-hours = { $count ->
    [one] Se não chegar, seus contatos saberão { $count } hora depois
   *[other] Se não chegar, seus contatos saberão { $count } horas depois
}
plan-wait-days = { $count ->
    [one] Se não chegar, seus contatos saberão { $count } dia depois
   *[other] Se não chegar, seus contatos saberão { $count } dias depois
}
contacts-covered = { $count ->
    [one] { $count } contato será avisado
   *[other] { $count } contatos serão avisados
}
contacts-not-covered = { $count ->
    [one] { $count } contato ainda não está incluído
   *[other] { $count } contatos ainda não estão incluídos
}

## To the worker, inside the vault: before wrong PINs may wipe the store.

erase-warning = Depois desse número de PINs errados seguidos, tudo neste aplicativo é destruído, também o que ainda não foi enviado. Quem estiver com o telefone pode fazer isso acontecer. Nada nem ninguém pode trazer de volta.

## To the worker, inside the vault: what was agreed to long ago.

consent-ask = Veja de novo o que { $name } recebe de você. Você ainda quer isso?
consent-lapsed = Você não respondeu, por isso { $name } não recebe mais o seu lugar com cada aviso. Se algo estiver errado, { $name } ainda fica sabendo.
