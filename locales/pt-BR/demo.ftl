### Machine translation, not reviewed by a native speaker.
### What the command line's demo tells.

armed = { $count ->
    [one] O plano está ativo: espera-se um aviso de { $name } dentro de { $count } hora.
   *[other] O plano está ativo: espera-se um aviso de { $name } dentro de { $count } horas.
}
late = O aviso de { $name } está atrasado.
missed = O aviso de { $name } não chegou a tempo.
step-told = { $count ->
    [one] Etapa { $step }: { $count } contato foi avisado.
   *[other] Etapa { $step }: { $count } contatos foram avisados.
}
check-in-came = Chegou um aviso de { $name }. Todos que tinham sido alertados ficam sabendo.
all-clear = { $name } confirmou que o perigo passou.
family-page = A página da família: { $url }

## A worker falls silent: the demo of a missed check-in.

missed-title = { $name } para de dar notícias
missed-lead = { $name } está a caminho de um trabalho longe de casa, e o celular sumiu. O que foi combinado antes da partida continua sem ele: etapa por etapa, as pessoas em quem { $name } confia são avisadas.
missed-rehearsal = Isto é um ensaio com pessoas inventadas. Os programas, os arquivos lacrados, o servidor e as cartas são reais. O relógio da história anda mais depressa, e um pequeno programa lê a página da família no lugar de um navegador.
missed-files = Tudo fica neste computador, em { $path }
missed-server = O servidor está funcionando. Ele guarda mensagens que não consegue ler.
missed-mail = As cartas vão para o servidor de e-mail em { $address }
missed-stores = { $name } e { $contact } têm cada um seu arquivo lacrado.
missed-link = { $contact } abre um link de { $name } e lê seis dígitos em voz alta: { $digits }
missed-paired = Os dígitos são iguais. { $contact } agora é um contato de confiança.
missed-family = { $contact } não tem o aplicativo. { $name } envia um link para uma página da família, e { $contact } abre.
missed-address = { $contact } também quer cartas em { $address }
missed-agreed = { $contact } recebeu uma carta com uma pergunta, abriu o link e concordou.
missed-please-agree = Por favor, abra o link da carta e aperte o botão. A história espera por isso.
missed-file = { $name } lacra os documentos: o patrão, quem recrutou, o endereço, uma cópia do passaporte. Ninguém consegue abrir ainda.
missed-drill = Primeiro, todos treinam uma vez.
missed-practised = { $contact } recebeu a mensagem de treino. Ela diz claramente que é um treino.
missed-ladder = Se nada chegar, { $contact } fica sabendo primeiro. Depois todos, com os últimos lugares. Depois os documentos se abrem.
missed-check-in = Aviso de { $name }: { $note }
missed-note-leaving = Estamos saindo. Escrevo da fronteira.
missed-note-moved = Agora é outro motorista. Ele ficou com nossos passaportes.
missed-note-found = Recuperei meu celular. Estou na delegacia.
missed-gone = O celular de { $name } sumiu: o programa foi encerrado à força, e o arquivo está fora de alcance.
missed-own-watch = O aplicativo de { $contact } percebeu sozinho, sem o servidor.
missed-letter = Chegou uma carta para { $contact }: { $subject }
missed-reads = { $contact } lê: { $text }
missed-places = Agora { $contact } pode ver os últimos lugares. O mais recente: { $place }
missed-hold = { $contact } pede um pouco mais de tempo antes da próxima etapa. Os outros veem isso.
missed-opened = Agora { $contact } pode ver os documentos: { $text }
missed-found = O celular de { $name } foi encontrado.
missed-stays = A página da família fica aberta até você apertar { $key }.
missed-done = Todas as etapas aconteceram.
missed-story = A história toda em uma página: { $path }
missed-when = Quando
missed-who = Quem
missed-what = O quê
missed-timeline = O que aconteceu, etapa por etapa
missed-letters = As cartas
missed-map = Os últimos lugares
missed-limits-title = O que isto não promete
missed-limits = O silêncio não prova que algo ruim aconteceu, e uma mensagem não prova que está tudo bem. O servidor não consegue ler as mensagens, mas vê quando elas chegam e poderia retê-las. Um celular sem rede não envia nada. Uma etapa avisa as pessoas; ninguém pode prometer que elas vão agir.
missed-teller = História
missed-relay = Servidor
missed-file-title = Os documentos
