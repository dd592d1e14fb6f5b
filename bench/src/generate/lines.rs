//! Names, commands and errors of the form that clusters have.

use crate::random::Random;

const STEMS: &[&str] = &[
    "api", "auth", "billing", "cache", "cart", "core", "edge", "event", "feed", "gateway", "image", "ledger",
    "login", "mail", "media", "metrics", "notify", "order", "pay", "price", "proxy", "queue", "report",
    "search", "session", "stock", "sync", "token", "trace", "user", "vault", "worker",
];
const KINDS: &[&str] = &["svc", "agent", "controller", "job", "web", "db", "proxy", "operator"];
const SPACES: &[&str] =
    &["kube-system", "default", "prod", "staging", "monitoring", "ingress-nginx", "gatekeeper-system"];
const RESOURCES: &[&str] = &["pod", "service", "node", "pvc", "deployment", "configmap", "secret", "ingress"];
const REASONS: &[&str] = &[
    "connection refused",
    "i/o timeout",
    "no such host",
    "permission denied",
    "certificate has expired or is not yet valid",
    "context deadline exceeded",
    "no space left on device",
    "too many open files",
    "out of memory",
    "image not found",
    "quota exceeded",
    "version mismatch",
];

/// What one case happens to: the same names all through it.
#[derive(Debug)]
pub(super) struct Scene {
    component: &'static str,
    pod: String,
    node: String,
    space: &'static str,
    address: String,
    port: usize,
    version: String,
    code: String,
    reason: &'static str,
}

impl Scene {
    pub(super) fn new(component: &'static str, random: &mut Random) -> Self {
        let (stem, kind) = (random.pick(STEMS, "api"), random.pick(KINDS, "svc"));
        Self {
            component,
            pod: format!("{stem}-{kind}-{}-{}", token(9, random), token(5, random)),
            node: format!("node-{}-{:02}", random.pick(STEMS, "edge"), random.between(1, 99)),
            space: random.pick(SPACES, "default"),
            address: format!("10.{}.{}.{}", random.below(256), random.below(256), random.between(1, 254)),
            port: random.pick(&[&6443, &10250, &2379, &8080, &443, &5432, &9090], &6443).to_owned(),
            version: format!(
                "v1.{}.{}+k3s{}",
                random.between(18, 31),
                random.below(16),
                random.between(1, 3)
            ),
            code: format!("0x{:08x}", random.next() & 0xffff_ffff),
            reason: random.pick(REASONS, "i/o timeout"),
        }
    }

    /// A name that stands in running text.
    pub(super) fn name(&self, random: &mut Random) -> &str {
        random.pick(
            &[&self.pod, &self.node, &self.address, &self.version, self.space, self.component],
            self.component,
        )
    }

    /// A command or a line of output.
    pub(super) fn line(&self, random: &mut Random) -> String {
        let Self { component, pod, node, space, address, port, version, .. } = self;
        let resource = random.pick(RESOURCES, "pod");
        match random.below(8) {
            0 => format!("kubectl -n {space} describe pod {pod}"),
            1 => format!("kubectl -n {space} get {resource} -o wide | grep {node}"),
            2 => format!(
                "journalctl -u {component} --since \"{} minutes ago\" --no-pager",
                random.between(5, 90)
            ),
            3 => format!("curl -vk https://{address}:{port}/healthz"),
            4 => format!(
                "{pod} 0/1 CrashLoopBackOff {} {}m {address} {node}",
                random.between(2, 40),
                random.between(3, 59)
            ),
            5 => format!("image: registry.example.org/{component}/{}:{version}", random.pick(STEMS, "api")),
            6 => format!("ssh {node} sudo systemctl restart {component}"),
            _ => self.error(random),
        }
    }

    /// What a program says when it fails.
    pub(super) fn error(&self, random: &mut Random) -> String {
        let Self { component, pod, node, space, address, port, code, reason, .. } = self;
        match random.below(4) {
            0 => format!("Error: {component}: dial tcp {address}:{port}: {reason}"),
            1 => format!(
                "E{:04} controller.go:{}] failed to sync {space}/{pod}: {reason} (code {code})",
                random.between(101, 1231),
                random.between(40, 990)
            ),
            2 => format!("Warning  Failed  kubelet  Error on {node}: {reason}: pod \"{pod}\""),
            _ => format!("level=fatal msg=\"{component} failed: {reason}\" node={node} code={code}"),
        }
    }
}

/// Letters and digits as in the names of pods.
fn token(length: usize, random: &mut Random) -> String {
    const ALPHABET: &[u8] = b"bcdfghjklmnpqrstvwxz2456789";
    (0..length)
        .filter_map(|_| ALPHABET.get(random.below(ALPHABET.len())))
        .map(|byte| char::from(*byte))
        .collect()
}
