//! Ratios of a measurement to its control, and what is said of them.

/// Both rates of each round, one right after the other.
#[derive(Debug, Default)]
pub(crate) struct Ratios(Vec<(f64, f64)>);

impl Ratios {
    /// Adds a round: operations a second of ours and of the control.
    pub(crate) fn add(&mut self, ours: f64, control: f64) {
        self.0.push((ours, control));
    }

    /// Prints the median of the rounds' ratios, and whether it is as good as `goal`; without one it is for comparison.
    pub(crate) fn report(&self, what: &str, goal: Option<f64>) {
        let ratio = median(self.0.iter().map(|(ours, control)| ours / control));
        let ours = median(self.0.iter().map(|it| it.0));
        let control = median(self.0.iter().map(|it| it.1));
        let verdict = match goal {
            Some(goal) if ratio >= goal => format!("goal {goal:.2}: met"),
            Some(goal) => format!("goal {goal:.2}: MISSED"),
            None => "for comparison".to_owned(),
        };
        println!("{what}: {ratio:.2} ({verdict}); {ours:.0}/s against {control:.0}/s");
    }
}

/// The middle one.
pub(crate) fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
