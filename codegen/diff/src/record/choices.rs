//! Enums whose values are words in the text of a record.

/// Declares an enum with the word of each value, which `Display` writes and `FromStr` reads.
macro_rules! choices {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $choice:ident = $word:literal,)+ }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$doc])* $choice,)+
        }

        impl $name {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$choice),+];

            /// Returns the word in the text.
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$choice => $word,)+
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.word())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::record::Malformed;

            fn from_str(word: &str) -> Result<Self, Self::Err> {
                let mut all = Self::ALL.iter().copied();
                all.find(|one| one.word() == word).ok_or($crate::record::Malformed)
            }
        }
    };
}

pub(super) use choices;
