//! What each command does. Every file here holds commands that belong together.

mod book;
mod case_sheet;
mod choice;
mod circle;
mod consent;
mod cover;
mod dossier;
mod events;
mod hold;
mod init;
mod lateness;
mod links;
mod locked_screen;
mod own_route;
mod pairing;
mod plan;
mod preview;
mod queue;
mod recovery;
mod relay;
pub(crate) mod route;
mod send;
mod sync;
mod trail;
mod upkeep;
mod vaults;
mod watch;
mod wipe;

use crate::args::{Cli, Command, ContactCommand, Global, TrailCommand, WorkerCommand};
use crate::error::CliError;
use crate::output::Output;

/// Runs the command that was asked for.
pub(crate) fn run(cli: &Cli, out: &Output) -> Result<(), CliError> {
    let global = &cli.global;
    match &cli.command {
        Command::Relay(args) => relay::run(args, out),
        Command::Demo(args) => crate::demo::run(args, out),
        Command::DemoMail => crate::demo::missed::mail_server::run(out),
        Command::Worker(command) => worker(command, global, out),
        Command::Contact(command) => contact(command, global, out),
        Command::Book(command) => book::run(command, global, out),
        Command::Sync(args) => sync::run(args, global, out),
        Command::Events(args) => events::run(args, global, out),
        Command::Health => upkeep::health(global, out),
        Command::Cover(args) => cover::run(args, global, out),
        Command::ChangePin(args) => upkeep::change_pin(args, global, out),
        Command::RecoveryWords(args) => recovery::make(args, global, out),
        Command::Recover(args) => recovery::recover(args, global, out),
        Command::Wipe(args) => wipe::wipe(args, global, out),
        Command::EraseAfter(args) => wipe::erase_after(args, global, out),
        Command::StandDown => wipe::stand_down(global, out),
        Command::SetAside => upkeep::set_aside(global, out),
        Command::Completions(args) => {
            upkeep::completions(args, out);
            Ok(())
        }
    }
}

fn worker(command: &WorkerCommand, global: &Global, out: &Output) -> Result<(), CliError> {
    match command {
        WorkerCommand::Init(args) => init::run(args, global, out),
        WorkerCommand::Invite(args) => pairing::invite(args, global, out),
        WorkerCommand::Confirm(args) => pairing::confirm(args, global, out),
        WorkerCommand::Link(args) => links::make(args, global, out),
        WorkerCommand::Links(args) => links::list(args, global, out),
        WorkerCommand::Digits(args) => links::digits(args, global, out),
        WorkerCommand::FamilyLink(args) => links::family(args, global, out),
        WorkerCommand::CheckIn(args) => send::check_in(args, global, out),
        WorkerCommand::Sos(args) => send::sos(args, global, out),
        WorkerCommand::AllClear(args) => send::all_clear(args, global, out),
        WorkerCommand::Queue(args) => queue::queue(args, global, out),
        WorkerCommand::Replies => queue::replies(global, out),
        WorkerCommand::Plan { command } => plan::run(command.as_ref(), global, out),
        WorkerCommand::Drill(command) => plan::drill(command, global, out),
        WorkerCommand::Dossier(command) => dossier::own(command, global, out),
        WorkerCommand::Preview(args) => preview::run(args, global, out),
        WorkerCommand::Consent { command } => consent::run(command.as_ref(), global, out),
        WorkerCommand::Vaults(command) => vaults::run(command, global, out),
        WorkerCommand::LockedScreen(args) => locked_screen::run(args, global, out),
        WorkerCommand::Route(command) => route::run(command, global, out),
        WorkerCommand::Trail(TrailCommand::Import(args)) => trail::import(args, global, out),
        WorkerCommand::Trail(TrailCommand::Show) => trail::show(global, out),
    }
}

fn contact(command: &ContactCommand, global: &Global, out: &Output) -> Result<(), CliError> {
    match command {
        ContactCommand::Init(args) => init::run(args, global, out),
        ContactCommand::Accept(args) => pairing::accept(args, global, out),
        ContactCommand::TakeLink(args) => links::take(args, global, out),
        ContactCommand::Links(args) => links::list(args, global, out),
        ContactCommand::Confirm(args) => pairing::confirm(args, global, out),
        ContactCommand::List => circle::list(global, out),
        ContactCommand::Rename(args) => circle::rename(args, global, out),
        ContactCommand::Remove(args) => circle::remove(args, global, out),
        ContactCommand::Sharing(args) => circle::sharing(args, global, out),
        ContactCommand::Watch(args) => watch::watch(args, global, out),
        ContactCommand::Inbox(args) => watch::inbox(args, global, out),
        ContactCommand::Dossier(command) => dossier::released(command, global, out),
        ContactCommand::CaseSheet(args) => case_sheet::run(args, global, out),
        ContactCommand::Hold(args) => hold::run(args, global, out),
        ContactCommand::Route(command) => own_route::run(command, global, out),
        ContactCommand::Reply(args) => send::reply(args, global, out),
    }
}
