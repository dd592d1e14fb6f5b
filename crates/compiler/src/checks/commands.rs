//! Commands that an engineer should not paste at three in the morning without having been told.
//!
//! - A download piped into a shell is always an error: there is nothing to read before it runs.
//! - `rm -r`, `mkfs`, `wipefs`, `blkdiscard`, `shred`, `dd of=/dev/…` and `> /dev/sd…` need an alert
//!   directly before the block, or they are an error.
//! - `rm`, `kubectl delete` and `drain`, `helm uninstall`, `etcdctl del`, `k3s-uninstall.sh`,
//!   `k3s-killall.sh`, `systemctl stop` and `restart`, and `reboot` need one, or they are a warning.

use std::ops::Range;

use casebook_core::markup::language::SHELLS;

use crate::body::{Body, CodeBlock};
use crate::diagnostic::Code;
use crate::findings::{Findings, quoted};
use crate::highlight::prompt_length;
use crate::shell::{Command, Word, pipelines, program_name, programs};

/// Checks the commands of every shell block.
pub(crate) fn check(body: &Body, findings: &mut Findings<'_>) {
    for block in body.code_blocks.iter().filter(|block| SHELLS.contains(&block.lang.as_str())) {
        for (line, span) in logical_lines(block) {
            for (code, what) in hazards(&line) {
                if code == Code::PipeToShell || !block.warned {
                    report(code, &line, what, &span, findings);
                }
            }
        }
    }
}

/// The lines of a block, those that end in `\` joined with the next; without prompts and comments.
fn logical_lines(block: &CodeBlock) -> Vec<(String, Range<usize>)> {
    let has_prompts = block.lang == "console" || block.lang == "shell-session";
    let mut lines: Vec<(String, Range<usize>)> = Vec::new();
    let mut continued = false;
    for (line, span) in &block.lines {
        let trimmed = line.trim_start();
        let text = match prompt_length(line) {
            _ if !has_prompts => trimmed,
            0 if continued => trimmed.strip_prefix("> ").unwrap_or(trimmed),
            // Without a prompt, it is output.
            0 => continue,
            prompt => line.get(prompt..).unwrap_or(""),
        };
        let (text, goes_on) = match text.trim_end().strip_suffix('\\') {
            Some(text) => (text, true),
            None => (text, false),
        };
        match lines.last_mut().filter(|_| continued) {
            Some((last, _)) => last.push_str(text),
            None => lines.push((text.to_owned(), span.end - text_length(line, span)..span.end)),
        }
        continued = goes_on;
    }
    lines
}

/// The length of a line without its indentation.
fn text_length(line: &str, span: &Range<usize>) -> usize {
    line.trim_start().len().min(span.len())
}

type Hazard = (Code, &'static str);

/// What is dangerous about a line; each rule once.
fn hazards(line: &str) -> Vec<Hazard> {
    let mut found: Vec<Hazard> = Vec::new();
    for pipeline in pipelines(line) {
        if pipes_to_shell(&pipeline) {
            found.push((Code::PipeToShell, "runs what it downloads, unread"));
        }
        for command in &pipeline {
            found.extend(command.windows(2).filter_map(overwrites_disk));
            found.extend(programs(command).into_iter().filter_map(program_hazard));
        }
    }
    if substitutes_download(line) {
        found.push((Code::PipeToShell, "runs what it downloads, unread"));
    }
    found.sort_unstable();
    found.dedup_by_key(|(code, _)| *code);
    // A line that destroys need not be told that it interrupts, too.
    if found.iter().any(|(code, _)| *code == Code::UnwarnedDestruction) {
        found.retain(|(code, _)| *code != Code::UnwarnedInterruption);
    }
    found
}

const INTERPRETERS: [&str; 6] = ["sh", "bash", "zsh", "ash", "dash", "ksh"];
const DOWNLOADERS: [&str; 2] = ["curl", "wget"];

fn runs(command: &Command, names: &[&str]) -> bool {
    programs(command).into_iter().any(|words| {
        words.first().is_some_and(|word| !word.quoted && names.contains(&program_name(&word.text)))
    })
}

fn pipes_to_shell(pipeline: &[Command]) -> bool {
    let download = pipeline.iter().position(|command| runs(command, &DOWNLOADERS));
    let shell = pipeline.iter().rposition(|command| runs(command, &INTERPRETERS));
    download.zip(shell).is_some_and(|(download, shell)| download < shell)
}

/// `sh -c "$(curl …)"` and `bash <(curl …)`.
fn substitutes_download(line: &str) -> bool {
    let line = line.replace(' ', "");
    let opens = ["$(", "<(", "`"];
    let download = |open: &&str| DOWNLOADERS.iter().any(|name| line.contains(&format!("{open}{name}")));
    let shell = ["-c\"", "-c'", "eval", "<("].iter().any(|mark| line.contains(mark));
    shell
        && opens.iter().any(download)
        && INTERPRETERS.iter().chain(&["eval"]).any(|name| line.contains(name))
}

fn overwrites_disk(words: &[Word]) -> Option<Hazard> {
    let [redirect, device] = words else { return None };
    let disk = ["/dev/sd", "/dev/nvme", "/dev/vd", "/dev/xvd", "/dev/mmcblk", "/dev/disk/", "/dev/mapper/"];
    let is_disk = redirect.text == ">" && disk.iter().any(|disk| device.text.starts_with(disk));
    is_disk.then_some((Code::UnwarnedDestruction, "overwrites a disk"))
}

fn program_hazard(words: &[Word]) -> Option<Hazard> {
    let (program, arguments) = words.split_first()?;
    if program.quoted {
        return None;
    }
    let has =
        |names: &[&str]| arguments.iter().any(|word| !word.quoted && names.contains(&word.text.as_str()));
    let interrupts = |what| Some((Code::UnwarnedInterruption, what));
    let destroys = |what| Some((Code::UnwarnedDestruction, what));
    match program_name(&program.text) {
        "rm" if arguments.iter().any(is_recursive) => destroys("deletes a folder and all that is in it"),
        "rm" if !arguments.is_empty() => interrupts("deletes files"),
        "wipefs" | "blkdiscard" | "shred" => destroys("destroys what is on a disk"),
        name if name == "mkfs" || name.starts_with("mkfs.") || name == "mke2fs" => destroys("formats a disk"),
        "dd" if arguments.iter().any(writes_device) => destroys("overwrites a disk"),
        "kubectl" | "oc" if asks_only(arguments) => None,
        "kubectl" | "oc" if has(&["delete"]) => interrupts("deletes objects of the cluster"),
        "kubectl" | "oc" if has(&["drain"]) => interrupts("evicts the pods of a node"),
        "helm" if has(&["uninstall", "delete"]) => interrupts("removes a release"),
        "etcdctl" if has(&["del"]) => interrupts("deletes keys of the cluster's store"),
        "k3s-uninstall.sh" | "k3s-agent-uninstall.sh" => interrupts("removes K3s and its data from a node"),
        "k3s-killall.sh" => interrupts("stops K3s and all containers of a node"),
        "systemctl" | "service" if has(&["stop", "restart", "kill"]) => interrupts("interrupts a service"),
        "reboot" | "shutdown" | "poweroff" | "halt" => interrupts("takes a machine down"),
        _ => None,
    }
}

fn is_recursive(word: &Word) -> bool {
    let short = word.text.strip_prefix('-').filter(|flags| !flags.starts_with('-'));
    short.is_some_and(|flags| flags.contains(['r', 'R'])) || word.text == "--recursive"
}

fn writes_device(word: &Word) -> bool {
    let device = word.text.strip_prefix("of=/dev/");
    device.is_some_and(|device| !matches!(device, "null" | "stdout" | "stderr"))
}

/// Whether a `kubectl delete` is none: a rehearsal, or a question about permissions.
fn asks_only(arguments: &[Word]) -> bool {
    arguments
        .iter()
        .any(|word| word.text.starts_with("--dry-run") || word.text == "can-i" || word.text == "explain")
}

const INSTEAD: &str =
    "write `curl -fsSLo install.sh <url>`, say what to check, then `sh install.sh` in a block of its own";
const ALERT: &str = "the block before it, on the same level, to be `> [!CAUTION]` (data is lost) \
    or `> [!WARNING]` (service is interrupted)";

fn report(code: Code, line: &str, what: &str, span: &Range<usize>, findings: &mut Findings<'_>) {
    let note = findings.add(code, span, format!("{} {what}", quoted(line)));
    if code == Code::PipeToShell {
        return note.expected("a download to a file, then a look at it, then the run").help(INSTEAD);
    }
    let kind = if code == Code::UnwarnedDestruction { "CAUTION" } else { "WARNING" };
    let first = format!("add before the block: `> [!{kind}]`");
    note.label("no alert stands directly before this block")
        .expected(ALERT)
        .help(first + ", and in the next line `> ` and what will be lost or interrupted");
}

#[cfg(test)]
mod tests {
    use super::hazards;
    use crate::diagnostic::Code::{self, PipeToShell, UnwarnedDestruction, UnwarnedInterruption};

    const DANGEROUS: &[(&str, Code)] = &[
        ("curl -sfL https://get.k3s.io | sh -", PipeToShell),
        ("curl x | sudo bash -s -- --x", PipeToShell),
        ("wget -qO- x | tee log | FOO=1 sh", PipeToShell),
        ("sh -c \"$(curl -fsSL x)\"", PipeToShell),
        ("bash <(curl -s x)", PipeToShell),
        ("rm -rf /var/lib/x", UnwarnedDestruction),
        ("sudo -u root rm -f -r /x", UnwarnedDestruction),
        ("cd /x && rm --recursive y", UnwarnedDestruction),
        ("kubectl exec pod -- rm -rf /data", UnwarnedDestruction),
        ("find / -name x -exec rm -rf {} \\;", UnwarnedDestruction),
        ("ls | xargs rm -r", UnwarnedDestruction),
        ("ssh node 'rm -rf /x'", UnwarnedDestruction),
        ("mkfs.ext4 /dev/sdb", UnwarnedDestruction),
        ("dd if=/dev/zero of=/dev/sdb bs=1M", UnwarnedDestruction),
        ("cat x > /dev/sda", UnwarnedDestruction),
        ("cat x >/dev/sda", UnwarnedDestruction),
        ("rm /x/y", UnwarnedInterruption),
        ("kubectl delete node <node>", UnwarnedInterruption),
        ("kubectl -n kube-system delete pod -l a=b", UnwarnedInterruption),
        ("k3s kubectl drain <node> --ignore-daemonsets", UnwarnedInterruption),
        ("/usr/local/bin/k3s-killall.sh", UnwarnedInterruption),
        ("ETCDCTL_API=3 etcdctl --endpoints x del /a", UnwarnedInterruption),
        ("sudo systemctl restart k3s", UnwarnedInterruption),
    ];

    const HARMLESS: &[&str] = &[
        "curl -s http://127.0.0.1:8888/metrics | grep -E \"a|sh\"",
        "ctr run --rm --runtime io.x <image> t1",
        "docker run --rm -it alpine sh",
        "grep 'rm -rf' log",
        "echo \"kubectl delete node\"",
        "kubectl delete pod x --dry-run=server",
        "kubectl auth can-i delete pods",
        "dd if=/dev/zero of=<test-file> bs=1M",
        "dd if=/x of=/dev/null",
        "systemctl status k3s",
        "cmd > /dev/null 2>&1",
        "kubectl get pods | grep delete",
        "# rm -rf /",
        "ip route add default via <gateway-ip> dev <nic>",
    ];

    #[test]
    fn dangerous_lines_are_seen() {
        for (line, code) in DANGEROUS {
            let found: Vec<_> = hazards(line).into_iter().map(|(code, _)| code).collect();
            assert_eq!(found, [*code], "{line}");
        }
    }

    #[test]
    fn harmless_lines_pass() {
        for line in HARMLESS {
            assert_eq!(hazards(line), [], "{line}");
        }
    }
}
