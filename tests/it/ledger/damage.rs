//! Damage: a ledger with one wrong bit anywhere is refused, and so is one that was cut.

use super::made::{chain, checked, exported, kiosk};
use promise_tree::ledger::SdClaim;

/// Whether a file is not taken for a sound ledger.
fn refused(file: &[u8]) -> bool {
    !checked(file).is_ok_and(|report| report.is_sound())
}

#[test]
fn every_single_flipped_bit_of_an_exported_file_is_refused() {
    let key = kiosk();
    let mut statements = chain(&key, 2);
    statements[1] = statements[1].keeping(&[SdClaim::PupilName]);
    let mut file = exported(&key.public(), &statements);
    assert!(!refused(&file));
    for place in 0..file.len() {
        for bit in 0..8 {
            file[place] ^= 1 << bit;
            assert!(refused(&file), "bit {bit} of byte {place} can be flipped unseen");
            file[place] ^= 1 << bit;
        }
    }
}

#[test]
fn a_flipped_bit_in_a_large_ledger_is_refused() {
    let key = kiosk();
    let mut file = exported(&key.public(), &chain(&key, 150));
    assert!(!refused(&file));
    let mut state = 2026_u64;
    for _ in 0..100 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let bit = (state >> 16) as usize % (file.len() * 8);
        file[bit / 8] ^= 1 << (bit % 8);
        assert!(refused(&file), "bit {bit} can be flipped unseen");
        file[bit / 8] ^= 1 << (bit % 8);
    }
}

#[test]
fn a_file_cut_anywhere_but_after_a_line_is_refused() {
    let key = kiosk();
    let file = exported(&key.public(), &chain(&key, 2));
    for length in 0..file.len() {
        let cut = &file[..length];
        assert_eq!(refused(cut), !cut.ends_with(b"\n"), "cut to {length} bytes");
    }
}

#[test]
fn a_line_cut_short_is_refused_or_counted_as_withheld() {
    let key = kiosk();
    let file = String::from_utf8(exported(&key.public(), &chain(&key, 2))).unwrap();
    let lines: Vec<&str> = file.lines().collect();
    let [jwk, first, second] = lines.as_slice() else { unreachable!() };
    let mut withheld = 0;
    for length in 0..first.len() {
        let cut = &first[..length];
        let report = checked(format!("{jwk}\n{cut}\n{second}\n").as_bytes()).unwrap();
        assert_eq!(report.is_sound(), cut.ends_with('~'), "cut to {length} characters");
        if report.is_sound() {
            assert_eq!(report.erased + report.partial, 1);
            withheld += 1;
        }
    }
    assert_eq!(withheld, 6);
}
