//! Kiosks and their register: what each tells the other, over a wire that loses, doubles and delays.

mod model;
mod orders;
mod plan;
