//! What the tour did.

/// All scenes, in the order in which they were played.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// The scenes.
    pub scenes: Vec<SceneReport>,
}

/// One scene.
#[derive(Debug, Clone, Default)]
pub struct SceneReport {
    /// What the scene is about.
    pub title: String,
    /// Protocol and signature of the requests, as they were seen on the wire.
    pub wire: Option<String>,
    /// The calls.
    pub steps: Vec<Step>,
}

/// One call.
#[derive(Debug, Clone)]
pub struct Step {
    /// Operation, and what is special about the call.
    pub call: String,
    /// How it went.
    pub outcome: Outcome,
    /// What came back, in lines.
    pub result: String,
}

/// How a call went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It succeeded.
    Done,
    /// The service refused it, which is what the scene wanted to show.
    Refused,
    /// It failed, or succeeded where it should not have.
    Failed,
}

impl Report {
    /// Whether every step did what it should.
    pub fn is_success(&self) -> bool {
        self.failures() == 0
    }

    /// The number of steps that failed.
    pub fn failures(&self) -> usize {
        let steps = self.scenes.iter().flat_map(|scene| &scene.steps);
        steps.filter(|s| s.outcome == Outcome::Failed).count()
    }
}
