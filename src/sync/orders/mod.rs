//! Orders: what a register tells its kiosks to do, one signed text each. A kiosk checks it before it does anything.
//!
//! A kiosk names the kinds that it knows when it asks, so that it is never told of one that it would have to skip.
//!
//! | file | what |
//! |---|---|
//! | `kind` | which kinds there are |
//! | `frame` | what every order has: the register's signature, version, kind, school |
//! | `erase` | a child is to be forgotten |
//! | `staff` | a colleague is let in, or shut out |
//! | `agreement` | a version of an agreement is to be used |
//! | `settings` | what every panel of the school begins with |
//! | `roll` | the school's roll |
//!
//! A further kind has a file of its own, a variant of [`Kind`] and of [`Order`], an arm in [`Frame::order`], one in the
//! register's `pull`, and one where the kiosk carries orders out (`client/pull.rs`).

mod agreement;
mod erase;
mod frame;
mod kind;
pub mod roll;
mod settings;
mod staff;

pub use agreement::AgreementOrder;
pub use erase::EraseOrder;
pub use frame::{Frame, OrderError};
pub use kind::{Kind, ORDER_AT_MOST};
pub use roll::RollOrder;
pub use settings::SettingsOrder;
pub use staff::StaffOrder;

use crate::ledger::Head;

/// An order, whose signatures were checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Order {
    /// To erase a child.
    Erase(EraseOrder),
    /// To let a colleague in, or to shut them out.
    Staff(StaffOrder),
    /// To use a version of an agreement.
    Agreement(AgreementOrder),
    /// To begin with this on every panel.
    Settings(SettingsOrder),
    /// The school's roll.
    Roll(RollOrder),
}

impl Order {
    /// Which kind it is of.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Self::Erase(_) => Kind::Erasure,
            Self::Staff(_) => Kind::Staff,
            Self::Agreement(_) => Kind::Agreement,
            Self::Settings(_) => Kind::Settings,
            Self::Roll(_) => Kind::Roll,
        }
    }

    /// Where a kiosk stands that has obeyed it.
    #[must_use]
    pub fn head(&self) -> Head {
        match self {
            Self::Erase(order) => order.head(),
            Self::Staff(order) => order.head(),
            Self::Agreement(order) => order.head(),
            Self::Settings(order) => order.head(),
            Self::Roll(order) => order.head(),
        }
    }
}

impl Frame {
    /// The order within.
    ///
    /// # Errors
    /// [`OrderError`]. Which kind it was to be, the frame says all the same.
    pub fn order(self) -> Result<Order, OrderError> {
        match self.kind() {
            Kind::Erasure => EraseOrder::within(self).map(Order::Erase),
            Kind::Staff => StaffOrder::within(self).map(Order::Staff),
            Kind::Agreement => AgreementOrder::within(self).map(Order::Agreement),
            Kind::Settings => SettingsOrder::within(self).map(Order::Settings),
            Kind::Roll => RollOrder::within(self).map(Order::Roll),
        }
    }
}
