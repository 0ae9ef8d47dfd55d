//! Loops of a component, cut one after the other.

use std::collections::{BTreeSet, HashMap, VecDeque};

use super::graph::{Edge, Graph};
use crate::model::{MemberRef, Model};

/// How many edges are followed in search of the shortest loops of a model. The models of AWS take a few
/// hundred. From there on members are boxed that lead back on a walk in depth, which takes one walk.
const MOST_STEPS: usize = 2_000_000;

/// Cuts loops and keeps the members at which it did.
pub(super) struct Cutter<'m> {
    model: &'m Model,
    pub(super) boxed: BTreeSet<MemberRef>,
    steps: usize,
}

/// An edge by its node and its place among the node's.
type Way = (usize, usize);

impl<'m> Cutter<'m> {
    pub(super) fn new(model: &'m Model) -> Self {
        Self {
            model,
            boxed: BTreeSet::new(),
            steps: 0,
        }
    }

    /// Cuts the loops of a component: always the shortest, of equally short ones that of the first node.
    ///
    /// The shortest loop of each node is kept. Only those that lead through a cut are looked for anew: a cut
    /// makes no other loop shorter, nor another one the first of its length.
    pub(super) fn cut(&mut self, graph: Graph) {
        let mut search = Search {
            cut: graph
                .edges
                .iter()
                .map(|edges| vec![false; edges.len()])
                .collect(),
            graph: &graph,
            came: vec![(0, (0, 0)); graph.edges.len()],
            walks: 0,
        };
        let mut loops: BTreeSet<(usize, usize)> = BTreeSet::new();
        let mut ways: HashMap<usize, Vec<Way>> = HashMap::new();
        let mut through: HashMap<Way, Vec<usize>> = HashMap::new();
        let mut open: Vec<usize> = (0..graph.edges.len()).collect();
        loop {
            for start in open.drain(..) {
                if self.steps > MOST_STEPS {
                    return self.cut_ways_back(&mut search);
                }
                if let Some(found) = search.loop_from(start, &mut self.steps) {
                    loops.insert((found.len(), start));
                    for way in &found {
                        through.entry(*way).or_default().push(start);
                    }
                    ways.insert(start, found);
                }
            }
            let Some((_, start)) = loops.first().copied() else {
                return;
            };
            let shortest = ways.get(&start).into_iter().flatten();
            let members = shortest.map(|way| (search.edge(*way).member, *way));
            let Some((member, way)) =
                members.min_by_key(|(member, _)| self.model.member_id(*member))
            else {
                return;
            };
            search.cut[way.0][way.1] = true;
            self.boxed.insert(member);
            for start in through.remove(&way).unwrap_or_default() {
                // The node may have another loop by now.
                let is_through = ways.get(&start).is_some_and(|ways| ways.contains(&way));
                if let Some(ways) = is_through.then(|| ways.remove(&start)).flatten() {
                    loops.remove(&(ways.len(), start));
                    open.push(start);
                }
            }
        }
    }

    /// Cuts every edge that leads back to a node on the way to it.
    fn cut_ways_back(&mut self, search: &mut Search<'_>) {
        #[derive(Clone, Copy, PartialEq)]
        enum Seen {
            No,
            OnTheWay,
            Yes,
        }
        let mut seen = vec![Seen::No; search.cut.len()];
        for start in 0..seen.len() {
            let mut path = match seen[start] {
                Seen::No => vec![(start, 0)],
                _ => continue,
            };
            seen[start] = Seen::OnTheWay;
            while let Some((node, place)) = path.last_mut() {
                let way = (*node, *place);
                let Some(edge) = search.graph.edges[way.0].get(way.1) else {
                    seen[way.0] = Seen::Yes;
                    path.pop();
                    continue;
                };
                *place += 1;
                match seen[edge.target] {
                    _ if search.cut[way.0][way.1] => {}
                    Seen::No => {
                        seen[edge.target] = Seen::OnTheWay;
                        path.push((edge.target, 0));
                    }
                    Seen::OnTheWay => {
                        self.boxed.insert(edge.member);
                    }
                    Seen::Yes => {}
                }
            }
        }
    }
}

struct Search<'g> {
    graph: &'g Graph,
    /// The edges that are gone.
    cut: Vec<Vec<bool>>,
    /// For each node the walk that came to it last, and by which edge.
    came: Vec<(usize, Way)>,
    walks: usize,
}

impl Search<'_> {
    fn edge(&self, (node, place): Way) -> Edge {
        self.graph.edges[node][place]
    }

    /// Returns the shortest way from `start` back to itself, its edges from the last to the first.
    fn loop_from(&mut self, start: usize, steps: &mut usize) -> Option<Vec<Way>> {
        self.walks += 1;
        let mut open = VecDeque::from([start]);
        while let Some(at) = open.pop_front() {
            for (place, edge) in self.graph.edges[at].iter().enumerate() {
                *steps += 1;
                let way = (at, place);
                if self.cut[at][place] {
                    continue;
                }
                if edge.target == start {
                    return Some(self.way_back(start, way));
                }
                let came = &mut self.came[edge.target];
                if came.0 != self.walks {
                    *came = (self.walks, way);
                    open.push_back(edge.target);
                }
            }
        }
        None
    }

    fn way_back(&self, start: usize, last: Way) -> Vec<Way> {
        let mut ways = vec![last];
        let mut at = last.0;
        while at != start {
            let (_, way) = self.came[at];
            ways.push(way);
            at = way.0;
        }
        ways
    }
}
