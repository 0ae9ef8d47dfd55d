mod inner {
    #[derive(Debug)]
    pub struct Stream<Page, Failure> {
        pub(super) upcoming: Option<Result<Page, Failure>>,
    }
}

/// Another name, and parameters of its own.
pub type Pages<P, F> = inner::Stream<P, F>;

impl<X, Y> inner::Stream<X, Y> {
    pub fn next<Z>(self, seen: Z) -> Option<Result<X, Y>>
    where
        Z: Fn(&X),
    {
        if let Some(Ok(page)) = &self.upcoming {
            seen(page);
        }
        self.upcoming
    }
}

impl<P> Pages<P, String> {
    pub fn message(&self) -> &str {
        ""
    }
}

pub const LIMIT: usize = 20;

pub fn first<C: Default, D>(_pages: Pages<D, C>) -> C {
    C::default()
}
