//! Builds at once, each a process of its own.

use std::process::{Child, Stdio};

use crate::bench::{Bench, TODAY, Whose, count, husting};

fn ends_well(child: Child, context: &str) {
    let done = child.wait_with_output().unwrap();
    assert!(done.status.success(), "{context}: {}", String::from_utf8_lossy(&done.stderr));
}

#[test]
fn two_builds_of_one_site_end_in_it() {
    let bench = Bench::new();
    for pair in 0..count("HUSTING_PAIRS", 8) {
        let folder = bench.folder();
        let [one, other] = [0, 1].map(|_| folder.build().stderr(Stdio::piped()).spawn().unwrap());
        let context = format!("pair {pair}");
        ends_well(one, &context);
        ends_well(other, &context);
        assert_eq!((folder.site(&context), folder.ledger(&context)), (Whose::New, Whose::New), "{context}");
        assert_eq!(folder.leftovers(), Vec::<String>::new(), "{context}");
    }
}

/// The lock belongs to the output folder, not to the site.
#[test]
fn two_sites_in_one_output_are_not_mixed() {
    let (bench, stranger) = (Bench::new(), Bench::of("X", "Y"));
    let mut ends = [0, 0];
    for pair in 0..count("HUSTING_PAIRS", 8) {
        let (folder, other) = (bench.folder(), stranger.folder());
        let output = folder.path().join("public");
        let output = output.to_str().unwrap();
        let mine = folder.build().stderr(Stdio::piped()).spawn().unwrap();
        let arguments = ["build", "--today", TODAY, "--output", output];
        let theirs = husting(other.path(), &arguments).stderr(Stdio::piped()).spawn().unwrap();
        let context = format!("pair {pair}");
        ends_well(mine, &context);
        ends_well(theirs, &context);
        // Both ledgers say what their site was published as; the folder holds the one that came last, whole.
        assert_eq!((folder.ledger(&context), other.ledger(&context)), (Whose::New, Whose::New), "{context}");
        let is_mine = std::fs::read_to_string(folder.path().join("public/index.html")).unwrap().contains("møder B");
        if is_mine {
            assert_eq!(folder.site(&context), Whose::New, "{context}");
        } else {
            std::fs::remove_dir_all(other.path().join("public")).unwrap();
            std::fs::rename(output, other.path().join("public")).unwrap();
            assert_eq!(other.site(&context), Whose::New, "{context}");
        }
        ends[usize::from(is_mine)] += 1;
    }
    eprintln!("the other site came last {} times, ours {}", ends[0], ends[1]);
}
